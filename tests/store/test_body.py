import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.store.body import Body, parse
from smmops.store.finding import Finding
from smmops.store.frontmatter import Page, split


def sections(body: Body) -> list[tuple[tuple[str, ...], bool, list[str]]]:
    return [(s.names, s.comment, [part.text for part in s.parts]) for s in body.sections]


def told(body: Body) -> list[str]:
    return [f"{f.code} {f.spot[0]}:{f.spot[1]} {f.message}" for f in body.findings]


def test_sections_hold_their_names_as_written_and_know_their_lines() -> None:
    body = parse(
        "Default.\n\n## X-Acme, LinkedIn\nFor two.\n## first comment: instagram-acme\nLater.\n", line=9
    )
    assert sections(body) == [
        ((), False, ["Default."]),
        (("X-Acme", "LinkedIn"), False, ["For two."]),
        (("instagram-acme",), True, ["Later."]),
    ]
    assert [(s.line, s.parts[0].line) for s in body.sections] == [(9, 9), (11, 12), (13, 14)]


def test_three_dashes_begin_the_next_part_of_a_thread() -> None:
    body = parse("One\n\n---\n\nTwo\n---\nThree\n----\n", line=1)
    assert sections(body) == [((), False, ["One", "Two", "Three\n----"])]
    assert [part.line for part in body.sections[0].parts] == [1, 5, 7]


@pytest.mark.parametrize(
    "heading", ["## First Comment: x-acme", "## first  comment :x-acme", "## FIRST COMMENT: x-acme"]
)
def test_a_first_comment_is_known_in_any_case(heading: str) -> None:
    assert sections(parse(f"{heading}\nHi\n", line=1)) == [(("x-acme",), True, ["Hi"])]


def test_a_backslash_sends_a_line_that_would_be_structure() -> None:
    body = parse("\\## x-acme\n\\# one\n\\---\n\\no\n\\\\# two\nC:\\temp\n", line=1)
    assert sections(body) == [((), False, ["## x-acme\n# one\n---\n\\no\n\\\\# two\nC:\\temp"])]


def test_blanks_at_ends_of_lines_and_parts_go_and_letters_are_composed() -> None:
    body = parse("\n \n  Cafe\u0301  \n\n  bar\t\n\n", line=1)
    assert sections(body) == [((), False, ["  Café\n\n  bar"])]


def test_fenced_code_is_text_and_headings_in_it_are_headings() -> None:
    body = parse("```\ncode\n## x-acme\nx\n```\n", line=1)
    assert [s.names for s in body.sections] == [(), ("x-acme",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n---\n\n---\nb\n", ["SMM130 2:1 part 2 of 3 is empty"]),
        ("a\n---\n", ["SMM130 2:1 part 2 of 2 is empty"]),
        ("## x-acme\n\n## y\nb\n", ["SMM130 1:1 this section holds no text"]),
        (
            "## first comment: x\na\n---\nb\n",
            ["SMM130 3:1 a first comment is one text: `---` would make 2 of it"],
        ),
        ("## \na\n", ["SMM127 1:1 this heading names no channel"]),
        ("## x-acme,,y\na\n", ["SMM127 1:1 this heading names no channel"]),
        ("a <!-- b -->\n", ["SMM134 1:3 `<!--` would be sent: a body has no comments"]),
        (
            "**x** and [y](https://a.b)\n",
            [
                "SMM135 1:1 `**x**` is sent as it stands: nothing here reads Markdown",
                "SMM135 1:11 `[y](https://a.b)` is sent as it stands: nothing here reads Markdown",
            ],
        ),
        (
            "```\n",
            [
                "SMM135 1:1 `````` is sent as it stands: nothing here reads Markdown".replace(
                    "``````", "`````"
                )
            ],
        ),
        ("{{ lnik }}\n", ["SMM131 1:1 `{{ lnik }}` stands for nothing"]),
        ("go to {{ link\n", ["SMM131 1:7 `{{` stands for nothing"]),
        (
            "{{ link }} {{@olivia-cafe}} {{ @olivia cafe }}\n",
            ["SMM131 1:29 `{{ @olivia cafe }}` stands for nothing"],
        ),
    ],
)
def test_what_would_go_out_wrong_is_found(text: str, expected: list[str]) -> None:
    assert told(parse(text, line=1)) == expected


def test_lines_that_look_like_headings_are_kept_for_who_knows_the_channels() -> None:
    body = parse("# X\n### x-acme:\n##x\n#x\n#coffee time\n", line=3)
    assert body.titles == [(3, "X"), (4, "x-acme:"), (5, "x")]


@given(st.text(alphabet=st.sampled_from("a #-\\\n{}*[]()@é\u0301"), max_size=120))
def test_text_of_any_shape_has_parts_without_blank_ends(text: str) -> None:
    body = parse(text, line=1)
    for section in body.sections:
        for part in section.parts:
            assert part.text == part.text.strip("\n")
            assert part.text
            assert not any(line.endswith((" ", "\t")) for line in part.text.split("\n"))


def test_a_page_is_split_at_its_fences() -> None:
    page = split("---\na: 1\n---\nText\n---\nmore\n")
    assert page == Page("a: 1\n", "Text\n---\nmore\n", 4)
    assert split("---\n---\n") == Page("", "", 3)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Hello\n", 1, "no front matter: the file does not begin with `---`"),
        ("", 1, "no front matter: the file does not begin with `---`"),
        ("\n\n---\na: 1\n---\n", 3, "the front matter opens in line 3, not in line 1"),
        ("---\na: 1\n\nHello\n", 1, "the front matter opened in line 1 is not closed"),
        ("---", 1, "the front matter opened in line 1 is not closed"),
    ],
)
def test_missing_fences_are_named(text: str, line: int, message: str) -> None:
    found = split(text)
    assert isinstance(found, Finding)
    assert (found.code, found.spot[0], str(found.message)) == ("SMM120", line, message)
