"""Codes about keys, values and the files they stand in: SMM112 to SMM126."""

from smmops.media.sample import Sample
from smmops.rules.examples import SETTINGS
from smmops.rules.reading.words import Reading, front
from smmops.rules.rule import POST, Example, in_file

_POST = "---\nchannels: [bluesky-acme]\n---\nOpen on Sunday from ten.\n"
_BRIEF = "name: Winter\ngoal: awareness\nperiod: {from: 2026-12-01, to: 2026-12-31}\n"
_BUDGET = _BRIEF + "budget: {currency: KRW, total: AMOUNT}\n"
_BAR = Sample("image/jpeg", 1080, 1080)
_BERLIN = "  bluesky-berlin: {network: bluesky, handle: berlin.example, timezone: Europe/Berlin}\n"
_AT = "---\nchannels: [bluesky-berlin]\npublish_at: 2026-10-25 02:30OFFSET\n---\nThe clocks went back: one more hour of coffee.\n"

VALUES = (
    Reading(
        "SMM112",
        "A key is one that the file has",
        "A mistyped key changes nothing: the post would go out without its time, its limit, its hold.",
        front("hodl: waiting for the client"),
        front("hold: waiting for the client"),
    ),
    Reading(
        "SMM113",
        "What a file needs is there",
        "Without its channels a post goes nowhere, without its period a campaign never ends.",
        front("channels:\ntitle: Sunday"),
        front("title: Sunday"),
    ),
    Reading(
        "SMM114",
        "A value has the shape of its key",
        "A list where one value is wanted would have to be guessed at.",
        front("title: [Sunday, Monday]"),
        front('title: "Sunday, Monday"'),
    ),
    Reading(
        "SMM115",
        "A choice is one of those that there are",
        "A mistyped type or status is none: rules that go by it would not match.",
        front("type: tutorials"),
        front("type: spark"),
    ),
    Reading(
        "SMM116",
        "An amount is digits, one point, and `_` between thousands",
        "`3,000` is three or three thousand, depending on the country; money is never guessed.",
        in_file("campaigns/winter.yaml", _BUDGET.replace("AMOUNT", '"₩3,000,000"')),
        in_file("campaigns/winter.yaml", _BUDGET.replace("AMOUNT", "3_000_000")),
    ),
    Reading(
        "SMM117",
        "A time is a day and a time of day",
        "A day alone would be midnight somewhere; `09:30` alone serves only under `options:`.",
        front("publish_at: 2026-12-01"),
        front("publish_at: 2026-12-01 09:30"),
    ),
    Reading(
        "SMM118",
        "A value is written as its key wants it",
        "What is neither true nor false, no duration and no address cannot be acted on.",
        front("protect: perhaps"),
        front("protect: yes"),
    ),
    Reading(
        "SMM119",
        "smmops.yaml is of a version that this tool reads",
        "A newer file may mean by the same words something that this version does not know.",
        None,
        None,
    ),
    Reading(
        "SMM120",
        "A post begins with its front matter between two lines of `---`",
        "Without the second line everything below is read as settings, or nothing is.",
        in_file(POST, "---\nchannels: [bluesky-acme]\nOpen on Sunday from ten.\n"),
        in_file(POST, _POST),
    ),
    Reading(
        "SMM121",
        "Every file in a folder of smmops is one that is read",
        "A post that ends in `.txt`, or lies one folder too deep, would never go out and nobody would hear of it.",
        in_file("content/2026/12/sunday.text", "Open on Sunday from ten.\n"),
        in_file("content/2026/12/sunday.md", _POST),
    ),
    Reading(
        "SMM122",
        "An id is lower-case letters, digits and `-`, at most 64",
        "It becomes part of addresses, branches and receipts, and two systems must not read it in two ways.",
        in_file("content/2026/12/Sunday_Open.md", _POST),
        in_file("content/2026/12/sunday-open.md", _POST),
    ),
    Reading(
        "SMM123",
        "An id belongs to one file",
        "Receipts go by id: with two files nobody could say which of them went out.",
        Example({"content/2026/11/sunday.md": _POST, "content/2026/12/sunday.md": _POST}),
        Example(
            {"content/2026/11/sunday.md": _POST, "content/2026/12/monday.md": _POST.replace("Sun", "Mon")}
        ),
    ),
    Reading(
        "SMM124",
        "Two paths differ by more than the case of letters",
        "On a Mac or Windows disk they are one file, and one of the two is lost.",
        Example({"content/media/bar.jpg": _BAR, "content/media/Bar.jpg": _BAR}),
        Example({"content/media/bar.jpg": _BAR}),
    ),
    Reading(
        "SMM125",
        "A time exists once on the clocks of its zone",
        "When clocks change an hour is skipped or comes twice; only the author knows which one was meant.",
        Example({"smmops.yaml+channels": _BERLIN, "content/2026/10/clocks.md": _AT.replace("OFFSET", "")}),
        Example(
            {"smmops.yaml+channels": _BERLIN, "content/2026/10/clocks.md": _AT.replace("OFFSET", "+02:00")}
        ),
    ),
    Reading(
        "SMM126",
        "A time zone is one of the world's",
        "Without it no time of the workspace means anything.",
        in_file("smmops.yaml", SETTINGS.replace("Asia/Seoul", "Korea/Seoul")),
        in_file("smmops.yaml", SETTINGS),
    ),
)
