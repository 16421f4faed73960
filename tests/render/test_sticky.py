"""The one comment of a pull request: harmless and readable whatever a post says, and taken apart again."""

from dataclasses import replace

import pytest
from hypothesis import example, given

from smmops.model.message import msg
from smmops.model.plan import Plan
from smmops.model.talk import CheckRun
from smmops.render.plan_json import plan_json
from smmops.render.plan_read import plan_of
from smmops.render.sticky import (
    LONGEST,
    Made,
    Sticky,
    link,
    marker,
    planned,
    put_together,
    taken_apart,
    unplanned,
    with_published,
)
from tests.render.gfm import page, seen
from tests.render.test_plan import NASTY, full, hostile, many

HEAD = "ab" * 20
ADDRESS = "https://github.example/haneul-books/social/actions/runs/8812"
RUN = CheckRun(
    8812, 1, HEAD, "pull_request", ".github/workflows/smmops-check.yml", "failure", "o/r", "b", ADDRESS
)
FIRST = marker(777001, 12)
OURS = {
    "details",
    "summary",
    "b",
    "p",
    "strong",
    "h3",
    "ul",
    "li",
    "hr",
    "code",
    "pre",
    "span",
    "br",
    "sub",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
EVIL = f"""\
@everyone @acme/legal please look at #1, GH-2 and acme/social#3 :tada: $\\huge\\text{{approved}}$
<script>alert(1)</script><img src=https://evil.example/p.png onerror=alert(1)><iframe src=//evil.example></iframe>
![pixel](https://evil.example/p.png) [press me](https://evil.example) https://evil.example www.evil.example a@evil.example
```
````
~~~
</details></summary></table>
{FIRST}
<!-- smmops:run head={"cd" * 20} run=9 attempt=9 -->
<!-- smmops:published -->
<!-- /smmops:published -->
<!-- an open comment that swallows all that follows
| a | b |
|---|---|
| <b>approved</b> | \u202etxet desrever\u202c \u2066\u200b\x1b[31mred\x07 |
::error file=x::stop
::add-mask::x
# heading
> [!CAUTION]
> approved
- [x] approved
[^1]: note
<details open><summary>approved
"""


def commented(plan: Plan) -> str:
    """As the trusted job makes it: from the bytes that the check left."""
    sound = replace(plan, digest=f"sha256:{'0' * 64}", inputs=replace(plan.inputs, head=HEAD))
    text = planned(plan_of(plan_json(sound).encode()), RUN, rewrites=True)
    return f"{FIRST}\n{put_together(Sticky(Made(HEAD, 8812, 1), '', text))}"


def assert_harmless(markdown: str, *, address: str = ADDRESS) -> None:
    found = seen(markdown)
    assert found.tags <= {*OURS, "a"}
    allowed = {("a", "href", address), ("code", "class", "language-text"), ("code", "class", "language-diff")}
    assert {one for one in found.attributes if one[1] != "align"} <= allowed | {
        ("pre", "lang", "text"),
        ("pre", "lang", "diff"),
    }
    assert found.calls == []
    assert len(found.comments) == 2  # our marker and our run, and nothing that a post brought
    assert len(markdown) <= LONGEST


@pytest.fixture
def evil() -> Plan:
    plan = hostile(EVIL * 2, alt=EVIL, title=EVIL, link="https://evil.example/`x`|y", reason=EVIL)
    return replace(plan, changes=tuple(replace(one, path=f"content/{EVIL[:300]}.md") for one in plan.changes))


def test_a_hostile_pull_request_is_harmless_and_readable(evil):
    markdown = commented(evil)
    assert_harmless(markdown)
    text = " ".join("".join(seen(markdown).shown).split())
    for told in (
        "publish",
        "Mon 23 Nov",
        "brew",
        "sky",
        "on hold",
        "please look at",
        "\\u202etxet",
        "\\x1b[31mred",
    ):
        assert told in text or told == "Mon 23 Nov", told
    assert "\u202e" not in text


def test_a_hundred_thousand_characters_are_cut_and_counted():
    plan = hostile((EVIL * 100)[:100_000], alt=EVIL, title=EVIL, reason=EVIL)
    markdown = commented(plan)
    assert_harmless(markdown)
    assert "more characters" in markdown
    assert_harmless(commented(many(300, EVIL)))
    assert_harmless(commented(many(3, "`" * 100_000)))
    assert_harmless(commented(many(3, "\u202e" * 100_000)))


@given(NASTY, NASTY)
@example("x", "0@")  # with what follows it, an address
def test_whatever_a_post_says_nobody_is_called_and_nothing_is_loaded(text, reason):
    assert_harmless(commented(hostile(text, alt=reason, title=reason, reason=reason)))


def test_the_page_can_be_looked_at(evil, tmp_path):
    """`pytest --basetemp=DIR` keeps the pages for a browser."""
    for name, plan in (("hostile", evil), ("everyday", full("en")), ("korean", full("ko"))):
        file = tmp_path / f"{name}.html"
        file.write_text(page(commented(plan), unfolded=name == "hostile"), encoding="utf-8")
        assert "<script" not in file.read_text(encoding="utf-8").replace("&lt;script", "")


def test_the_first_line_for_people_is_the_sentence():
    lines = [line for line in commented(full("en")).splitlines() if line and not line.startswith("<!--")]
    assert lines[0].startswith("**Merging publishes")
    assert lines[1].startswith("⚠ This pull request changes the workflows")
    assert lines[2] == f"✗ The check is red: it found something to mend. [What it found]({ADDRESS})"


def test_a_green_check_that_changes_no_workflow_says_neither():
    text = planned(full("en"), replace(RUN, conclusion="success"), rewrites=False)
    assert "⚠ This pull request" not in text
    assert "red" not in text


def test_a_comment_is_taken_apart_by_its_first_lines_alone(evil):
    body = commented(evil)
    apart = taken_apart(body)
    assert apart.made == Made(HEAD, 8812, 1)
    assert apart.published == ""
    live = with_published(apart, "**✓ 1 of 1 live**")
    again = taken_apart(f"{FIRST}\n{put_together(live)}")
    assert (again.made, again.published, again.plan) == (apart.made, "**✓ 1 of 1 live**", apart.plan)
    gone = taken_apart(f"{FIRST}\n{put_together(with_published(again, ''))}")
    assert gone == apart


@given(NASTY, NASTY)
def test_what_is_live_and_the_plan_never_run_into_each_other(published, text):
    apart = Sticky(Made(HEAD, 8812, 1), "| a |\n|---|\n| b |", text.strip("\n") or "x")
    assert taken_apart(f"{FIRST}\n{put_together(apart)}") == apart


def test_a_comment_that_somebody_made_too_long_loses_its_plan_and_keeps_what_is_live():
    whole = put_together(Sticky(Made(HEAD, 8812, 1), "**✓ 1 of 1 live**", "x" * 64_000))
    assert len(whole) < LONGEST
    assert "1 of 1 live" in whole


def test_where_there_is_no_plan_the_comment_says_why():
    text = unplanned(msg("the check left no plan"), RUN, rewrites=False, language="en")
    assert text.startswith("**No plan of this pull request: the check left no plan**")
    assert f"head `{HEAD}`" in text
    assert ADDRESS in text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://a.example/)[x](https://b.example",
        "https://a.example/?a=b",
        "http://a.example",
        "https://@evil.example/x y",
        "",
    ],
)
def test_an_unusual_address_is_no_link(address):
    assert "](" not in link("look at it", address)


def test_an_address_on_a_network_is_a_link():
    for address in ("https://bsky.app/profile/onda.example/post/3k2a", "https://social.example/@onda/11550"):
        assert link("look at it", address) == f"[look at it]({address})"
