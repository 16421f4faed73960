"""Codes about what is written below the front matter: SMM127 to SMM136."""

from smmops.rules.reading.words import Reading, body, front

BODIES = (
    Reading(
        "SMM127",
        "A heading names channels or networks of the post",
        "A line that begins with `## ` is always a heading: a text for nobody would be sent to nobody.",
        body("## twitter\nOpen on Sunday.", "x-acme"),
        body("## x\nOpen on Sunday.", "x-acme"),
    ),
    Reading(
        "SMM128",
        "A channel has one section",
        "Of two sections one would be lost.",
        body("## x-acme\nOpen on Sunday.\n\n## X-Acme\nOpen on Monday.", "x-acme"),
        body("## x-acme\nOpen on Sunday.", "x-acme"),
    ),
    Reading(
        "SMM129",
        "A heading is a line of `## `",
        "`### x-acme` looks like a heading and would be sent as text.",
        body("### x-acme\nOpen on Sunday.", "x-acme"),
        body("## x-acme\nOpen on Sunday.", "x-acme"),
    ),
    Reading(
        "SMM130",
        "Every part of a thread has text",
        "A line of exactly three dashes starts a part; an empty one cannot be sent.",
        body("Open on Sunday.\n---\n\n---\nCome early."),
        body("Open on Sunday.\n---\nCome early."),
    ),
    Reading(
        "SMM131",
        "Braces hold `link` or a name of `mentions:`",
        "Nothing else is filled in: readers would see the braces.",
        body("Open on {{ day }}."),
        body("Open with {{ @olivia-cafe }}."),
    ),
    Reading(
        "SMM132",
        "A text with a place for the link has a link",
        "The place would stay empty.",
        body("Read {{ link }} before you grind."),
        front("link: https://acme.example/brew", "Read {{ link }} before you grind."),
    ),
    Reading(
        "SMM133",
        "A name in a text for several networks is one of `mentions:`",
        "`@olivia` is another person on each network.",
        body("With @oliviacafe today.", "bluesky-acme, x-acme"),
        body("With {{ @olivia-cafe }} today.", "bluesky-acme, x-acme"),
    ),
    Reading(
        "SMM134",
        "A text has no hidden remark",
        "Nothing reads HTML: the remark would be sent with the rest.",
        body("Open <!-- ask Mina --> on Sunday."),
        front("notes: ask Mina", "Open on Sunday."),
    ),
    Reading(
        "SMM135",
        "A text is plain text",
        "Networks show the asterisks and brackets of Markdown as they are.",
        body("**Open** on Sunday."),
        body("Open on Sunday."),
    ),
    Reading(
        "SMM136",
        "Every text is for some channel",
        "Where every channel has a section of its own, the text above them is sent to nobody.",
        body("Nobody gets this.\n\n## x-acme\nOpen on Sunday.", "x-acme"),
        body("## x-acme\nOpen on Sunday.", "x-acme"),
    ),
)
