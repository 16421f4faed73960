"""A plan as people and programs read it; and whatever a post says, the comment keeps its shape."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smmops.model.message import msg
from smmops.model.plan import Action, Change, Counted, Drift, Inputs, Item, Plan, Sent
from smmops.render.plan_json import plan_json
from smmops.render.plan_markdown import LONGEST, plan_markdown
from smmops.render.plan_text import plan_text
from smmops.words.width import width
from tests.plan.stage import CAMPAIGN, MONEY, NOW, ledger, planned, post, settings

HERE = Path(__file__).parent / "plans"
OWN_TAGS = ("<br>", "<sub>", "</sub>", "<span>", "</span>")
PARSER = MarkdownIt("commonmark").enable("table")


def full(language: str) -> Plan:
    """A week with everything in it."""
    korean = "겨울 원두가 왔습니다. 물은 92도, 천천히. ☕"
    base = {
        "smmops.yaml": settings(language),
        "money.yaml": MONEY,
        "faq": post("Which filter? Paper.", at="2026-11-24 18:00"),
        "old-promo": post("Last forty bags.", at="2026-12-02 10:00", protect=True),
        "moved": post("Olivia opens at seven.", at="2026-12-03 09:30"),
        "steady": post("Nothing to see.", at="2026-12-20 09:30"),
    }
    head = {
        "faq": post("Which filter? Paper, rinsed.", at="2026-11-24 18:00"),
        "old-promo": None,
        "moved": post("Olivia opens at seven.", at="2026-12-05 23:30"),
        "teaser": post(
            korean,
            channels=["bluesky-acme", "mastodon-acme"],
            title="Winter | beans",
            labels=["regulated"],
            link="https://acme.example/sidama",
            media=[{"file": "cup.png", "alt": "A cup on a `wooden` table"}],
        ),
        "pricing": post(
            "New prices. https://new.example/p", channels=["x-acme"], at="2026-12-01 18:00+09:00"
        ),
        "flyer": post("Flyers are here.", channels=["mastodon-acme", "x-acme"], deliver="remind"),
        "thread": post("Three steps.\n\n---\nPour slowly.", at="2026-12-04 09:30"),
        "campaigns/winter.yaml": CAMPAIGN,
        "content/media/cup.png": b"\x89PNG cup",
    }
    return planned(base, head, book=ledger(("faq", "published"), ("steady", "drifted")))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_full_plan_reads_as_it_should(golden, language):
    plan = full(language)
    golden(HERE / f"full.{language}.txt", plan_text(plan))
    golden(HERE / f"full.{language}.md", plan_markdown(plan))


def test_a_full_plan_as_json(golden):
    text = plan_json(full("en"))
    golden(HERE / "full.json", text)
    assert json.loads(text)["format_version"] == "1.1"


def test_no_changes_are_said_out_loud():
    plan = planned({"brew": post()}, {})
    assert "No changes: merging does nothing." in plan_text(plan)
    assert plan_markdown(plan).startswith("**No changes: merging does nothing.**")


def test_without_a_ledger_the_plan_says_that_it_does_not_know():
    plan = planned({}, {"brew": post()})
    for text in (plan_text(plan), plan_markdown(plan)):
        assert "does not know what is live" in text
    known = planned({}, {"brew": post()}, book=ledger())
    assert "does not know" not in plan_text(known)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_lines_fit_a_narrow_terminal_by_the_width_of_characters(language):
    for line in plan_text(full(language), columns=80).splitlines()[8:]:
        if line.startswith("  ") and ("Z  " in line):
            assert width(line) <= 80, line


def test_signs_have_letters_on_a_plain_terminal():
    text = plan_text(full("en"), ascii_only=True)
    assert not set("×⏸◌±≠✗✓·☞") & set(text)


def test_colour_is_only_added():
    import re

    plan = full("en")
    assert re.sub("\x1b\\[[0-9;]*m", "", plan_text(plan, color=True)) == plan_text(plan)


def shape(markdown: str) -> list[str]:
    """The blocks of a comment, in order; raw HTML by its text."""
    found = []
    for token in PARSER.parse(markdown):
        if token.type == "html_block":
            found.append(
                "open" if token.content.startswith("<details>\n<summary>") else token.content.strip()
            )
        elif token.type == "inline":
            inside = {child.type for child in token.children or () if child.content not in OWN_TAGS}
            assert inside <= {"text", "strong_open", "strong_close", "code_inline", "softbreak"}, (
                token.content
            )
        elif token.type == "fence":
            found.append(f"fence {token.info}")
        else:
            found.append(token.type)
    return found


def hostile(
    text: str, *, alt: str = "", title: str = "t", link: str | None = None, reason: str = "r"
) -> Plan:
    """A plan in which everything that people write is that text."""
    sent = Sent(
        payload_sha256="ab" * 32,
        account=title or "a",
        format="post",
        title=title or None,
        parts=(Counted(text, len(text), 300, "graphemes"),),
        first_comment=Counted(text, len(text), None, "graphemes"),
        media=(Item("cup.png", "image/png", 8, "cd" * 32, alt),),
        link=link,
        facts=(("card", alt),),
        values=(("labels", alt),),
    )
    change = Change(
        Action.PUBLISH,
        "acme/brew.sky",
        "brew",
        f"content/{alt}.md",
        title,
        "sky",
        "bluesky",
        "Asia/Seoul",
        at=NOW,
        after=sent,
        why=(msg("on hold: {why}", why=reason),),
        blocked=(msg("on hold: {why}", why=reason),),
        risk=(msg("labelled {label}", label=reason),),
    )
    inputs = Inputs("acme", "", None, None, "fe" * 20, NOW, "en", "Asia/Seoul")
    drift = Drift("acme/old.sky", "old", "sky", reason, link or "https://a.example", NOW)
    return Plan(
        inputs,
        (change,),
        drift=(drift,),
        stops=(msg("freeze.yaml stops {scope}: {reason}", scope="all", reason=reason),),
        digest="sha256:x",
    )


PLAIN = shape(plan_markdown(hostile("x", alt="x", title="x", link="x", reason="x")))
NASTY = st.one_of(
    st.text(min_size=1, max_size=80),
    st.lists(
        st.sampled_from(
            [
                "`",
                "```",
                "````",
                "~~~",
                "</details>",
                "<details>",
                "<summary>",
                "<!--",
                "-->",
                "@acme/legal",
                "#1",
                "|",
                "\n",
                "\n\n",
                "\n---\n",
                "# ",
                "- ",
                "1. ",
                "> ",
                "    ",
                "\t",
                "[a](b)",
                "![a](b)",
                "<b>",
                "&lt;",
                "\\",
                "::error::x",
                "\r",
                "***",
                "\u202e",
                "\x00",
                "https://a.example",
                "a",
                "___",
                "=",
                "\n===\n",
                "<script>",
                ":tada:",
                "안녕",
            ]
        ),
        min_size=1,
        max_size=12,
    ).map("".join),
)


@given(NASTY, NASTY, NASTY)
@example("```\n</details>\n# x", "</details>|`", "- # x\n\n<b>")
@example("x", "=", "1. x")
def test_whatever_a_post_says_the_comment_keeps_its_shape(text, alt, reason):
    markdown = plan_markdown(hostile(text, alt=alt, title=alt, link=reason, reason=reason))
    assert shape(markdown) == PLAIN
    for line in markdown.splitlines():
        assert not line.startswith("::") or text.startswith("::") or "::" in text
    tokens = PARSER.parse(markdown)
    outside = "".join(t.content for t in tokens if t.type in ("inline", "html_block"))
    assert "@acme" not in outside


def many(count: int, text: str) -> Plan:
    one = hostile(text, alt="a" * 200, title="|" * 200, reason="`" * 400)
    (change,) = one.changes
    changes = tuple(
        Change(
            Action.PUBLISH,
            f"acme/p-{n}.sky",
            f"p-{n}",
            change.path,
            change.title,
            "sky",
            "bluesky",
            "Asia/Seoul",
            at=datetime(2026, 12, 1 + n % 28, n % 24, tzinfo=UTC),
            after=change.after,
            blocked=change.blocked if n % 2 else (),
            risk=change.risk,
        )
        for n in range(count)
    )
    changes = tuple(sorted(changes, key=lambda c: (str(c.at), c.post)))
    return Plan(one.inputs, changes, drift=one.drift * count, stops=one.stops * 50, digest="sha256:x")


@pytest.mark.parametrize(
    ("count", "text"), [(2_000, "Good morning. " * 20), (60, "`" * 5_000), (1, "x" * 900_000), (300, "short")]
)
def test_a_comment_is_never_too_long_and_says_what_it_leaves_out(count, text):
    plan = many(count, text)
    markdown = plan_markdown(plan)
    assert len(markdown) < LONGEST
    assert markdown.count("<details>") == markdown.count("</details>")
    left = count - (markdown.count("<details>") - 1)  # the last one holds the record
    if left:
        assert f"The texts of {left} posts do not fit here" in markdown
    assert markdown.startswith("**Merging publishes") or markdown.startswith("**")
    assert "digest `sha256:x`" in markdown


def test_a_change_of_a_very_long_text_is_shown_in_part():
    """Comparing ten thousand lines with ten thousand others line by line would take minutes."""
    plan = hostile("x")
    (change,) = plan.changes
    assert change.after
    one, two = (
        replace(change.after, parts=(Counted(text, 1, None, "graphemes"),))
        for text in ("\n".join(f"{n} a" for n in range(9_000)), "\n".join(f"{n} b" for n in range(9_000)))
    )
    markdown = plan_markdown(replace(plan, changes=(replace(change, before=one, after=two),)))
    assert "-0 a" in markdown
    assert "-8999 a" not in markdown


@given(NASTY)
def test_whatever_a_post_says_the_terminal_is_safe(text):
    shown = plan_text(hostile(text, alt=text, title=text, reason=text))
    assert "\x1b" not in shown
    assert "\r" not in shown
    json.loads(plan_json(hostile(text, alt=text, title=text, reason=text)))
