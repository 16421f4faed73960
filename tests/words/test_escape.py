"""Hostile text at every border."""

import csv as csv_module
import io
import re
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from smmops.words import escape

_hostile = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["`", "```", "|", "\n", "\r", "\x1b[31m", "\u202e", "<", "<!--", "-->", "&", "@mina", "#1", "GH-2", "*", "_",
         "[x](http://evil.example)", "https://evil.example", "www.evil.example", "<b>", "\\", "=1+1", "::error::", "%0A",
         ":", ",", "- ", "# ", "1. ", "yes", "null", "'", '"', "{", "}", "커피", "👩\u200d🍳", "\ud800", "\x00", " ", "~~", ":tada:"]
    ),
    max_size=20,
).map("".join)  # fmt: skip
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def test_a_terminal_sees_no_colour_no_cursor_and_no_turned_direction():
    assert escape.terminal("\x1b[31mred\x07 \u202egpj.exe\n") == "\\x1b[31mred\\x07 \\u202egpj.exe\\n"
    assert escape.terminal("two\nlines\t", lines=True) == "two\nlines\t"
    assert escape.terminal("bell\x9b2J \ud800") == "bell\\x9b2J \\ud800"
    assert escape.terminal("tag\U000e0041") == "tag\\U000e0041"


@pytest.mark.parametrize(
    "text",
    [
        "커피 한 잔 ☕️",
        "👨\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "café",
        "می\u200cخواهم",
    ],
)
def test_real_text_reaches_the_terminal_as_it_is(text: str):
    assert escape.terminal(text) == text


@given(_hostile)
def test_nothing_dangerous_reaches_a_terminal(text: str):
    assert not _DANGEROUS.search(escape.terminal(text))
    assert "\n" not in escape.terminal(text)
    assert not _DANGEROUS.search(escape.terminal(text, lines=True))


@given(_hostile, _hostile)
def test_a_fence_holds_whatever_is_in_it(text: str, info: str):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escape.fence(text, info) + "\n\nafter")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize("count", [199, 200, 254, 255, 256, 5_000])
def test_a_fence_holds_on_github_however_many_backticks_there_are(count: int):
    """Its parser counts to 255 and takes any longer line for the end of a fence of 256."""
    text = f"a\n{'`' * count}\n@acme/legal <b>\n  {'`' * (count + 300)}  \n# x"
    html = cmarkgfm.github_flavored_markdown_to_html(escape.fence(text), Options.CMARK_OPT_UNSAFE)
    assert html.count("<pre>") == 1
    assert html.rstrip().endswith("# x\n</code></pre>")
    assert html.count("`") == 2 * count + 300
    assert len(escape.fence(text)) < len(text) + 420  # a long run does not make two long fences of itself


def test_money_is_no_formula():
    assert escape.markdown("$x$") == "<span>$</span>x<span>$</span>"


def test_a_fence_is_longer_than_the_longest_run_in_it():
    assert escape.fence("a ```` b", "yaml") == "`````yaml\na ```` b\n`````"
    assert escape.fence("") == "```\n```"
    assert escape.fence("x", "c`\n<") == "```c\nx\n```"


@given(_hostile)
def test_a_table_cell_stays_one_cell_of_plain_text(text: str):
    page = f"| a | b |\n|---|---|\n| x{escape.markdown(text)}x | y |\n"
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(page)
    assert sum(token.type == "td_open" for token in tokens) == 2
    inline = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    ours = [child for child in inline if child.content not in ("<span>", "</span>")]
    assert {child.type for child in ours} <= {"text", "text_special"}


@given(_hostile)
def test_a_line_stays_a_paragraph_without_mentions_and_references(text: str):
    shown = escape.markdown(text)
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(shown.strip())
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    rendered = "".join(c.content for t in tokens for c in t.children or ())
    assert not re.search(r"@[\w-]|(?<!&)#\w|GH-\d|https?:|www\.", rendered, re.I)


def test_markdown_shows_every_letter():
    assert escape.markdown("a|b `c` @mina #1 <!-- x --> 100 %") == (
        "a\\|b \\`c\\` @&#8203;mina #&#8203;1 &lt;\\!-- x --&gt; 100 %"
    )
    assert escape.markdown("one\ntwo") == "one two"
    assert escape.markdown(":tada: 09:30:15") == ":&#8203;tada: 09:&#8203;30:15"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


@given(_hostile)
def test_html_stays_inside_its_element_and_attribute(text: str):
    reader = _Reader()
    reader.feed(f'<p title="{escape.html(text)}">{escape.html(text)}</p>')
    assert [(tag, [name for name, _ in attrs]) for tag, attrs in reader.tags] == [("p", ["title"])]


@given(_hostile)
def test_a_workflow_command_stays_one_line_and_one_property(text: str):
    assert not re.search("[\r\n]", escape.workflow(text))
    assert not re.search("[\r\n:,]", escape.workflow_property(text))


def test_workflow_commands_can_be_read_back():
    assert escape.workflow("50 % off\n::error::x") == "50 %25 off%0A::error::x"
    assert escape.workflow_property("a:b,c%") == "a%3Ab%2Cc%25"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"]
)
def test_a_spreadsheet_sees_no_formula(text: str):
    assert escape.csv(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+1.25", "Brew = love", "", "커피", "3"])
def test_numbers_and_plain_cells_stay(text: str):
    assert escape.csv(text) == text


@given(_hostile)
def test_a_cell_survives_a_csv_file(text: str):
    buffer = io.StringIO()
    csv_module.writer(buffer).writerow([escape.csv(text), "end"])
    (row,) = csv_module.reader(io.StringIO(buffer.getvalue(), newline=""))
    assert row[-1] == "end"
    assert len(row) == 2


@given(_hostile)
def test_a_yaml_scalar_reads_back_as_the_same_text(text: str):
    plain = re.sub("[\ud800-\udfff]", "\ufffd", text)
    for page in (
        f"key: {escape.yaml(text)}\n",
        f"key: [{escape.yaml(text)}]\n",
        f"{{key: {escape.yaml(text)}, b: c}}\n",
    ):
        found = YAML(typ="safe", pure=True).load(page)["key"]
        assert found in (plain, [plain])


@pytest.mark.parametrize(
    "word", ["yes", "No", "null", "~", "1", "010", "09:30", "2026-12-01", "", "a: b", "#x", "a #b", "- a"]
)
def test_words_that_yaml_reads_otherwise_are_quoted(word: str):
    assert escape.yaml(word).startswith('"')


def test_plain_words_need_no_quotes():
    assert escape.yaml("Brew at home") == "Brew at home"
    assert escape.yaml("커피 한 잔") == "커피 한 잔"


def test_slack_gets_no_channel_mention():
    assert escape.slack("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
