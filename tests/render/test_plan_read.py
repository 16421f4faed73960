"""A plan read back from its JSON: exactly the plan where we wrote it, a reason where somebody else did."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.render.plan_json import plan_json
from smmops.render.plan_markdown import plan_markdown
from smmops.render.plan_read import LARGEST, PlanError, plan_of
from tests.render.test_plan import NASTY, full, hostile

GOOD = plan_json(full("en"))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_we_wrote_reads_back_as_the_same_comment(language):
    plan = full(language)
    back = plan_of(plan_json(plan).encode())
    assert plan_markdown(back) == plan_markdown(plan)
    assert plan_json(back) == plan_json(plan)


@given(NASTY)
def test_texts_of_posts_come_through_letter_by_letter(text):
    plan = hostile(text, alt=text, title=text, reason=text)
    facts = json.loads(plan_json(plan))
    facts["plan_digest"] = f"sha256:{'0' * 64}"
    facts["inputs"]["now"] = "2026-11-25T03:00:00Z"
    back = plan_of(json.dumps(facts).encode())
    assert back.changes[0].after == plan.changes[0].after
    assert str(back.changes[0].risk[0]) == str(plan.changes[0].risk[0])


def put(path: str, value: Any) -> bytes:
    """The good file with another value at a dotted path; `*` is every item, `+` a new key."""
    facts = json.loads(GOOD)
    places = [facts]
    *way, last = path.split(".")
    for name in way:
        found = [one[int(name) if name.isdigit() else name] if name != "*" else one for one in places]
        places = [inner for one in found for inner in (one if name == "*" else [one])]
    for place in places:
        place[int(last) if last.isdigit() else last] = value
    return json.dumps(facts).encode()


ENEMY = [
    ("changes.0.post", "brew\n\n# x"),
    ("changes.0.post", "brew`"),
    ("changes.0.post", "a" * 65),
    ("changes.0.channel", "sky|sky"),
    ("changes.0.channel", "<b>"),
    ("changes.0.address", "acme/../x.y"),
    ("changes.0.action", "approve"),
    ("changes.0.network", "blue sky"),
    ("changes.0.zone", "../../etc/passwd"),
    ("changes.0.zone", "Mars/Olympus"),
    ("changes.0.zone", "America"),
    ("changes.0.at", "0001-01-01T00:00:00Z"),
    ("changes.0.at", "9999-12-31T23:59:59Z"),
    ("changes.0.at", "2026-12-01T09:30:00"),
    ("changes.0.at", 1),
    ("changes.0.title", "x" * 20_001),
    ("changes.0.title", None),
    ("changes.0.surprise", "x"),
    ("changes.0.by_hand", "yes"),
    ("changes.0.by_hand", 1),
    ("changes.0.after.payload_sha256", "`x`"),
    ("changes.0.after.format", "post` **approved**"),
    ("changes.0.after.parts.0.count", -1),
    ("changes.0.after.parts.0.count", "1"),
    ("changes.0.after.parts.0.count", 10**30),
    ("changes.0.after.parts.0.text", 7),
    ("changes.0.needs.minimum", 10**9),
    ("inputs.language", "en`"),
    ("inputs.timezone", "x"),
    ("inputs.head", "main"),
    ("inputs.base", "a" * 39),
    ("inputs.brand", "Acme Coffee"),
    ("money.committed", {"KRW": {"before": "1E+999999999", "after": "0"}}),
    ("money.committed", {"KRW": {"before": "NaN", "after": "0"}}),
    ("money.committed", {"KRW": {"before": "9" * 19, "after": "0"}}),
    ("money.committed", {"<b>": {"before": "1", "after": "0"}}),
    ("money.committed", {"KRW": {"before": 1.5, "after": 0}}),
    ("guards", [{"id": "x`", "message": "", "way": "", "acknowledged": True}]),
    ("guards", [{"id": "x", "message": {"template": "{0.__class__}"}, "way": "", "acknowledged": True}]),
    ("guards", [{"id": "x", "message": "", "way": "", "acknowledged": "yes"}]),
    ("plan_digest", "sha256:x"),
    ("format_version", "2.0"),
    ("schema", "smmops.plan/2"),
    ("changes", [None]),
    ("changes", {}),
    ("stops", ["x"] * 201),
]


@pytest.mark.parametrize(("path", "value"), ENEMY, ids=[f"{path} {str(value)[:20]}" for path, value in ENEMY])
def test_a_value_that_does_not_fit_is_refused(path, value):
    with pytest.raises(PlanError) as refused:
        plan_of(put(path, value))
    said = str(refused.value)
    assert "\n" not in said
    assert len(said) < 200


def test_a_reason_never_repeats_what_the_file_says():
    for path, value in (("@acme/legal", 1), ("changes.0.@acme", 1), ("changes.0.post", "@acme")):
        with pytest.raises(PlanError) as refused:
            plan_of(put(path, value))
        assert "@acme" not in str(refused.value)


def test_a_template_in_a_text_is_a_text():
    plan = plan_of(put("stops", ["{said.__class__} {0}", "{}"]))
    assert [str(stop) for stop in plan.stops] == ["{said.__class__} {0}", "{}"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 5_000,
        GOOD.encode() + b" " * LARGEST,
    ],
    ids=["empty", "null", "list", "cut", "bytes", "deep list", "deep object", "long"],
)
def test_bytes_that_are_no_plan_are_refused(content):
    with pytest.raises(PlanError):
        plan_of(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*json.loads(GOOD), "x"]), inner, max_size=4)
        ),
    )
)
def test_any_json_is_a_plan_or_a_reason(value):
    with pytest.raises(PlanError):
        plan_of(json.dumps(value).encode())


def test_a_plan_of_the_minor_version_before_is_read_too():
    facts = json.loads(GOOD)
    facts["format_version"] = "1.0"
    for change in facts["changes"]:
        del change["by_hand"]
    assert not any(change.by_hand for change in plan_of(json.dumps(facts).encode()).changes)
