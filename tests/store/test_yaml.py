import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.store.finding import Finding
from smmops.store.yaml import LARGEST, decode, read, read_pure
from smmops.store.yaml_build import DEEPEST


def told(text: str) -> list[str]:
    return [f"{f.code} {f.spot[0]}:{f.spot[1]} {f.message} | {f.fix}" for f in read(text).findings]


def test_values_are_the_exact_text_and_know_where_they_stand() -> None:
    read_ = read("title: 010\nok: no\nlist: [a, 'b', 1_000]\nmap:\n  deep: 09:30\n")
    assert read_.values == {"title": "010", "ok": "no", "list": ["a", "b", "1_000"], "map": {"deep": "09:30"}}
    assert read_.spots[("title",)] == (1, 8)
    assert read_.spots[("title", "#key")] == (1, 1)
    assert read_.spots[("list", 2)] == (3, 16)
    assert read_.spots[("map", "deep")] == (5, 9)


def test_empty_and_null_are_absent_and_quotes_make_them_text() -> None:
    assert read("a:\nb: null\nc: \"\"\nd: 'null'\ne: ~\n").values == {
        "a": None,
        "b": None,
        "c": "",
        "d": "null",
        "e": "~",
    }


def test_an_absent_value_stands_where_its_key_stands() -> None:
    assert read("a: 1\nhold:\nb: 2\n").spots[("hold",)] == (2, 1)


def test_colons_inside_brackets_are_part_of_the_text() -> None:
    text = "slots: [Tue 09:30, Thu 18:00]\ncard: {url: https://acme.example/x, did: did:plc:abc}\n"
    assert read(text).values == {
        "slots": ["Tue 09:30", "Thu 18:00"],
        "card": {"url": "https://acme.example/x", "did": "did:plc:abc"},
    }


def test_lines_count_from_where_the_yaml_begins() -> None:
    assert read("a: 1\n", shift=1).spots[("a",)] == (2, 4)


def test_columns_count_characters_of_any_script() -> None:
    assert read("제목: 부산 ☕ 커피\nb: {é: ü}\n").spots[("b", "é")] == (2, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title: one\npillar: craft\ntitle: two\n",
            "SMM102 3:1 `title` stands twice: in line 1 and in line 3 | take line 1 or line 3 away",
        ),
        (
            "a: !!str 5\n",
            "SMM103 1:4 `!!str` is a YAML tag: types come from the key, never from a tag | take `!!str` away; quote the value if it is text",
        ),
        (
            "a: !x 5\n",
            "SMM103 1:4 `!x` is a YAML tag: types come from the key, never from a tag | take `!x` away; quote the value if it is text",
        ),
        (
            "title: Brew #coffee at home  # a comment\n",
            'SMM106 1:13 `#coffee` would be lost: after a space YAML takes `#` for a comment | write `title: "Brew #coffee at home" # a comment`; for a comment put a space after `#`',
        ),
        (
            "title: #커피\n",
            'SMM106 1:8 `#커피` would be lost: after a space YAML takes `#` for a comment | write `title: "#커피"`; for a comment put a space after `#`',
        ),
        (
            "budget: {total: 3,000, currency: KRW}\n",
            "SMM107 1:17 `3,000` inside brackets is 2 values, not one number | write `3_000` for one number, `3, 000` for several",
        ),
        (
            "a:\n\tb: 1\n",
            "SMM105 2:1 a tab indents this line: editors show it at any width, YAML counts spaces | write `  b: 1`",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "SMM110 2:1 a second YAML document begins here: a file holds one | take the `---` away or move what follows to a file of its own",
        ),
        (
            "%YAML 1.1\n---\na: 1\n",
            "SMM110 1:1 a YAML directive stands here: none is known | take the lines that begin with `%` away",
        ),
        (
            "title: Brew: at home\n",
            'SMM101 1:12 a second `: ` on this line: YAML takes it for another key | write `title: "Brew: at home"`',
        ),
        (
            "a: [1, 2\nb: 3\n",
            "SMM101 2:2 the bracket opened in line 1 is not closed, or a comma is missing | put commas between the items and close with `]`",
        ),
        ("a: @acme\n", 'SMM101 1:4 a value may not begin with this character | write `a: "@acme"`'),
        ("a: 'open\nb: 1\n", "SMM101 3:1 the quote opened in line 1 is not closed | close the quote"),
        (
            "a: \x07\n",
            "SMM101 1:4 the character U+0007 may not stand in YAML | take the character away; it cannot be seen in most editors",
        ),
    ],
)
def test_a_refusal_names_the_place_and_writes_the_line_anew(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize("text", ["a: &x 1\n", "a: [&x 1]\n", "a: {b: 1}\n<<: {c: 1}\n", "- &a\n  b: 1\n"])
def test_anchors_and_merge_keys_are_refused(text: str) -> None:
    assert [f.code for f in read(text).findings] == ["SMM104"]


def test_aliases_are_refused_each_where_it_stands() -> None:
    findings = read("a: &x 1\nb: *x\nc: *x\n").findings
    assert [(f.code, f.spot) for f in findings] == [
        ("SMM104", (1, 4)),
        ("SMM104", (2, 4)),
        ("SMM104", (3, 4)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: x # a comment\n",
        "# smmops: allow SMM204 -- because\na: 1\n",
        "#commented: out\na: 1\n",
        'a: "x #y"\n',
        "a: x#y\n",
        "a: |\n  text #tag\n  3,000 and\n\tno\n".replace("\tno", "  \tno"),
        "a: x #1 in line\n",
        "under: 30 conversions under 9,000\n",
        'a: ["3,000"]\n',
        "a: [28,45]\n",
        "a: 3 # of [3,000]\n",
    ],
)
def test_what_loses_nothing_is_read(text: str) -> None:
    assert told(text) == []


def test_nesting_ends_at_the_limit() -> None:
    fits = "a: " + "[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)
    assert told(fits) == []
    assert [f.code for f in read("a: " + "[" * DEEPEST + "x" + "]" * DEEPEST).findings] == ["SMM109"]


def test_deep_nesting_is_found_without_reading_on() -> None:
    assert [f.code for f in read("a: " + "[" * 900_000).findings] == ["SMM109"]
    assert [f.code for f in read("- " * 400_000 + "x").findings] == ["SMM109"]


def test_a_bom_and_line_ends_of_windows_are_accepted() -> None:
    text = decode(b"\xef\xbb\xbftitle: Caf\xc3\xa9\r\nhold: x\r\n")
    assert isinstance(text, str)
    assert read(text).values == {"title": "Café", "hold": "x"}


def test_bytes_that_are_not_utf8_are_named_with_their_place() -> None:
    found = decode("title: ok\nname: Café\n".encode("latin-1"))
    assert isinstance(found, Finding)
    assert (found.code, found.spot, str(found.message)) == ("SMM111", (2, 10), "byte 0xE9 is not UTF-8")


def test_a_lone_surrogate_is_not_utf8() -> None:
    found = decode(b"a: \xed\xa0\x80")
    assert isinstance(found, Finding)
    assert found.code == "SMM111"


def test_a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    assert isinstance(decode(b"a" * LARGEST), str)
    found = decode(b"a" * (LARGEST + 1))
    assert isinstance(found, Finding)
    assert str(found.message) == "1048577 bytes, limit 1048576"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_line_of_it(text: str) -> None:
    for read_ in (read(text), read_pure(text)):
        for finding in read_.findings:
            assert 1 <= finding.spot[0] <= text.count("\n") + text.count("\r") + len(text.splitlines()) + 2
            assert finding.spot[1] >= 1
            assert str(finding.message)
            assert str(finding.fix)
