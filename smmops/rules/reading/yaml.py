"""Codes about YAML itself: SMM101 to SMM111."""

from smmops.rules.reading.words import Reading, front

YAML = (
    Reading(
        "SMM101",
        "A file is YAML that can be read in one way",
        "A bracket or quote that is not closed makes the rest of the file mean something else.",
        front("labels: [sunday, open"),
        front("labels: [sunday, open]"),
    ),
    Reading(
        "SMM102",
        "A key stands once",
        "Of two values YAML readers silently take the last: a reviewer may have read the first.",
        front("title: Sunday\ntitle: Monday"),
        front("title: Sunday"),
    ),
    Reading(
        "SMM103",
        "A value has no YAML tag",
        "Tags make other types, some of them programs; here the key says what a value is.",
        front("title: !!str 42"),
        front("title: 42"),
    ),
    Reading(
        "SMM104",
        "A value stands where it is used",
        "Anchors and aliases let one value appear in places where a reviewer does not see it.",
        front("labels: &days [sunday]\nproof: *days"),
        front("labels: [sunday]\nproof: [sunday]"),
    ),
    Reading(
        "SMM105",
        "Lines are indented with blanks",
        "A tab is as wide as each editor likes, so two people read two structures.",
        front("labels:\n\t- sunday"),
        front("labels:\n  - sunday"),
    ),
    Reading(
        "SMM106",
        "A hashtag in a value is in quotes",
        "After a blank YAML takes `#` for a comment: the hashtag would be lost without a sign.",
        front("title: Sunday #coffee"),
        front('title: "Sunday #coffee"'),
    ),
    Reading(
        "SMM107",
        "A number in a list has `_` between its thousands",
        "Inside brackets a comma parts values: three thousand becomes three and nothing.",
        front("poll: {options: [3,000, 5,000], duration: 1d}"),
        front("labels: [3_000, 5_000]"),
    ),
    Reading(
        "SMM108",
        "A file that people write has at most 500 kB, a table of data/ 1 MiB",
        "Nobody can review more, and a file of that size is something else that lost its way.",
        None,
        None,
    ),
    Reading(
        "SMM109",
        "Values nest at most 32 deep",
        "No key of smmops needs more than six; deeper files are made to exhaust the reader.",
        front("labels: " + "[" * 33 + "]" * 33),
        front("labels: [sunday]"),
    ),
    Reading(
        "SMM110",
        "A file holds one YAML document",
        "What stands after a second beginning would not be read.",
        front("title: Sunday\n...\ntitle: Monday"),
        front("title: Sunday"),
    ),
    Reading(
        "SMM111",
        "A file is UTF-8",
        "In another encoding umlauts and Hangul turn into other letters.",
        None,
        None,
    ),
)
