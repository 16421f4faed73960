"""What merging does, over workspaces in dicts."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.plan import Action
from smmops.plan.review import review, touched_between
from smmops.plan.side import Side
from smmops.store.load import load
from tests.plan.stage import NOW, ledger, only, planned, post, settings, side, told, words
from tests.store.trees import Files


def test_a_new_post_is_published():
    change = only(planned({}, {"brew": post()}))
    assert change.action is Action.PUBLISH
    assert change.key == "acme/brew.bluesky-acme"
    assert change.at == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
    assert change.after is not None
    assert [part.text for part in change.after.parts] == ["Good morning, Busan. ☕"]
    assert (change.after.parts[0].count, change.after.parts[0].left) == (22, 278)
    assert change.blocked == ()


def test_nothing_changed_is_no_change():
    plan = planned({"brew": post()}, {})
    assert plan.changes == ()
    assert not plan.changed


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (post("a"), post("b"), "edit brew bluesky-acme: text"),
        (post(), post(at="2026-12-02 09:30"), "move brew bluesky-acme: "),
        (post(), None, "cancel brew bluesky-acme: the file is gone"),
        (post(), post(at=None), "cancel brew bluesky-acme: its time was taken out: it is a draft again"),
        (post(), post(hold="the client"), "hold brew bluesky-acme: on hold: the client"),
        (post(hold="the client"), post(), "publish brew bluesky-acme: its hold is lifted"),
        (post(at=None), post(), "publish brew bluesky-acme: the draft gets a time"),
        (None, post(at=None), "draft brew bluesky-acme: a draft: it has no time"),
        (post(at=None), None, "draft brew bluesky-acme: the draft is gone"),
        (post(), post(labels=["new"]), "note brew bluesky-acme: labels; what is sent stays the same"),
        (post(), post(link="https://acme.example/a"), "edit brew bluesky-acme: text"),
    ],
)
def test_what_a_change_of_the_file_does(before, after, said):
    assert told(planned({"brew": before, "other": post("Other")}, {"brew": after})) == [said]


def test_a_channel_more_and_a_channel_less():
    plan = planned(
        {"brew": post("a", channels=["bluesky-acme"])}, {"brew": post("a", channels=["mastodon-acme"])}
    )
    assert told(plan) == [
        "cancel brew bluesky-acme: the channel is taken out of the file",
        "publish brew mastodon-acme: a new channel of it",
    ]


def test_a_file_that_moves_to_another_folder_is_one_line():
    plan = planned(
        {"content/2026/12/brew.md": post()},
        {"content/2026/12/brew.md": None, "content/2026/11/brew.md": post()},
    )
    change = only(plan)
    assert (change.action, change.was) == (Action.RENAME, "content/2026/12/brew.md")


def test_another_id_with_the_same_bytes_is_a_rename():
    change = only(planned({"brew": post()}, {"brew": None, "brew-again": post()}))
    assert (change.action, change.post, change.was_id) == (Action.RENAME, "brew-again", "brew")


def test_another_id_with_nearly_the_same_words_is_an_edit_of_what_it_was():
    text = "Warm the kettle and the cup, rinse the paper filter, pour slowly in circles."
    change = only(planned({"brew": post(text)}, {"brew": None, "brew-again": post(text + " Enjoy.")}))
    assert (change.action, change.was_id, change.differs) == (Action.EDIT, "brew", ("text",))


def test_another_post_in_the_place_of_one_is_both():
    plan = planned(
        {"brew": post("Warm the kettle.")}, {"brew": None, "shop": post("We open in Busan on Monday!")}
    )
    assert told(plan) == ["cancel brew bluesky-acme: the file is gone", "publish shop bluesky-acme: "]


def test_a_broken_file_blocks_what_was_scheduled_and_cancels_nothing():
    change = only(planned({"brew": post()}, {"brew": "---\nchannels: [\n---\nx\n"}))
    assert change.action is Action.EDIT
    assert "has errors" in str(change.blocked[0])


def test_what_is_live_is_edited_there():
    plan = planned({"brew": post("a")}, {"brew": post("b")}, book=ledger(("brew", "published")))
    change = only(plan)
    assert change.action is Action.EDIT
    assert change.live is not None
    assert (change.live.live, change.live.url) == (True, "https://bsky.example/brew.bluesky-acme")


def test_what_is_live_and_in_other_parts_is_blocked():
    plan = planned({"brew": post("a")}, {"brew": post("a\n\n---\nb")}, book=ledger(("brew", "published")))
    assert "parts" in words(only(plan).blocked) or "cannot edit" in words(only(plan).blocked)


def test_a_file_of_a_live_post_that_goes_removes_nothing():
    plan = planned({"brew": post(), "other": post("o")}, {"brew": None}, book=ledger(("brew", "published")))
    assert told(plan)[0].startswith("note brew bluesky-acme: it stays live")


def test_a_live_post_with_another_time_stays_as_it_is():
    plan = planned(
        {"brew": post()}, {"brew": post(at="2026-12-05 09:30")}, book=ledger(("brew", "published"))
    )
    assert told(plan) == ["note brew bluesky-acme: it is live already: a new time changes nothing"]


def test_a_policy_of_links_edits_nothing_that_is_live():
    link = post(link="https://acme.example/a")
    head = {"smmops.yaml": settings() + "  utm: {source: other}\n"}
    assert planned({"brew": link}, head, book=ledger(("brew", "published"))).changes == ()
    assert only(planned({"brew": link}, head)).action is Action.EDIT


def test_a_takedown_says_why_and_needs_no_file_to_go():
    down = post(takedown={"reason": "wrong price"})
    plan = planned({"brew": post()}, {"brew": down}, book=ledger(("brew", "published")))
    assert told(plan) == ["takedown brew bluesky-acme: taken down: wrong price"]


def test_what_was_taken_down_never_returns():
    plan = planned({"brew": post("a")}, {"brew": post("b")}, book=ledger(("brew", "removed")))
    assert told(plan) == ["note brew bluesky-acme: it was taken down and never returns"]


def test_a_renamed_file_of_a_live_post_is_a_risk():
    plan = planned({"brew": post()}, {"brew": None, "again": post()}, book=ledger(("brew", "published")))
    assert "live under its old id" in str(only(plan).risk[0])


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"at": "2026-11-20 09:30"}, "its time is over"),
        ({"channels": ["x-acme"]}, "cannot publish to x yet"),
        ({"reply_to": "nothing"}, "not planned"),
    ],
)
def test_what_cannot_go_out_is_blocked_with_the_reason(front, said):
    assert said in words(only(planned({}, {"brew": post(**front)})).blocked)


def test_a_reply_waits_for_what_it_answers():
    late = {"tease": post("Soon.", at="2026-12-05 09:30"), "brew": post(reply_to="tease")}
    assert "due later" in words(planned({}, late).changes[0].blocked)
    early = {"tease": post("Soon.", at="2026-11-30 09:30"), "brew": post(reply_to="tease")}
    assert all(change.blocked == () for change in planned({}, early).changes)


def test_a_freeze_blocks_what_it_stops_and_is_said_by_itself():
    plan = planned({}, {"brew": post(), "freeze.yaml": "reason: outage\nscope: all\n"})
    assert "frozen" in words(only(plan).blocked)
    assert [str(stop) for stop in plan.stops] == ["freeze.yaml stops all: outage"]


def test_a_channel_that_is_not_active_blocks():
    head = {
        "brew": post(),
        "smmops.yaml": settings().replace("handle: acme.example}", "handle: acme.example, status: claimed}"),
    }
    assert "claimed, not active" in words(only(planned({}, head)).blocked)


def test_a_label_asks_for_the_role_that_policy_names():
    change = only(planned({}, {"brew": post(labels=["regulated"])}))
    assert change.needs is not None
    assert (change.needs.minimum, change.needs.all) == (2, ("legal",))
    assert "labelled regulated" in words(change.risk)


def test_what_a_change_needs_is_what_the_base_says():
    loose = settings().replace("[regulated]", "[nothing]")
    plan = planned({}, {"brew": post(labels=["regulated"]), "smmops.yaml": loose})
    assert plan.changes[0].needs is not None
    assert plan.changes[0].needs.all == ("legal",)
    files = {each.path: each.needs for each in plan.files}
    assert files["smmops.yaml"] is not None
    assert ("admin",) in files["smmops.yaml"].any


@pytest.mark.parametrize(
    ("front", "body", "said"),
    [
        ({"at": "2026-12-05 09:30"}, "x", "on a weekend"),
        ({"at": "2026-12-01 23:30"}, "x", "at night"),
        ({"channels": ["x-acme"], "at": "2026-12-01 18:00+09:00"}, "x", "Europe/Berlin: 10:00"),
        ({}, "See https://new.example/a", "links to new.example"),
        ({}, "With {{ @olivia-cafe }}", "mentions olivia-cafe"),
        ({"disclose": {"ai": "generated"}}, "x", "made with AI: generated"),
        ({"disclose": {"paid_partnership": ["olivia-cafe"]}}, "x", "paid partnership with olivia-cafe"),
        ({"type": "risky"}, "x", "of the type risky"),
        ({"content_warning": "flashing"}, "x", "content warning: flashing"),
    ],
)
def test_what_to_look_at_twice(front, body, said):
    change = only(planned({}, {"brew": post(body, **front)}))
    assert said in words(change.risk)


def test_a_host_that_is_known_is_no_risk():
    base = {"old": post("https://known.example/a"), "other": post("x")}
    plan = planned(base, {"brew": post("See https://known.example/b and https://www.acme.example/c")})
    assert only(plan).risk == ()


def test_a_post_that_is_due_already_goes_out_at_once():
    now = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert "as soon as it is merged" in str(only(planned({}, {"brew": post()}, now=now)).risk)


def test_drift_stands_by_itself():
    plan = planned({"brew": post()}, {}, book=ledger(("brew", "drifted")))
    assert plan.changes == ()
    assert [(each.post, each.reason) for each in plan.drift] == [
        ("brew", "the text on the network is another one")
    ]


def test_the_digest_is_of_what_would_happen_and_not_of_the_minute():
    base, head = {"brew": post("a")}, {"brew": post("b"), "new": post("c")}
    first = planned(base, head).digest
    assert first.startswith("sha256:")
    assert planned(base, head, now=NOW.replace(minute=59)).digest == first
    assert planned(base, {**head, "new": post("d")}).digest != first
    assert planned(base, head, book=ledger(("brew", "published"))).digest != first


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_files_does_not_matter(names):
    texts = {name: post(f"text of {name}") for name in names}
    base, head = side({"a": post("old")}), side(texts)
    shuffled = Side(
        head.workspace.model_copy(update={"posts": {n: head.workspace.posts[n] for n in names}}),
        head.blobs,
        head.sha256,
    )
    known = review(base, side(dict(sorted(texts.items()))), book=None, now=NOW)
    assert review(base, shuffled, book=None, now=NOW) == known


def test_a_post_that_nothing_touched_is_never_looked_at():
    files = {f"post-{n}": post(f"text number {n}") for n in range(50)}
    base = side(files)
    asked: list[str] = []
    head = side({**files, "post-7": post("changed")})
    watched = Side(head.workspace, head.blobs, lambda file: asked.append(file.path) or head.sha256(file))
    plan = review(base, watched, book=None, now=NOW)
    assert [change.post for change in plan.changes] == ["post-7"]
    assert asked == []
    assert [path for path, _, _ in touched_between(base, head)] == ["content/2026/12/post-7.md"]


def test_a_first_workspace_is_all_new():
    tree = Files({})
    base = Side(load(tree), tree.blobs(), lambda file: tree.sha256(file.path))
    plan = review(base, side({"brew": post()}), book=None, now=NOW)
    assert only(plan).action is Action.PUBLISH
    assert only(plan).needs is not None
    assert plan.guards == ()


def test_media_stand_with_alt_text_and_the_digest_is_the_payloads():
    head = {
        "brew": post(media=[{"file": "cup.png", "alt": "A cup"}]),
        "content/media/cup.png": b"\x89PNG cup",
    }
    change = only(planned({}, head))
    assert change.after is not None
    (item,) = change.after.media
    assert (item.name, item.alt, item.bytes) == ("cup.png", "A cup", 8)
    new = planned(head, {"content/media/cup.png": b"\x89PNG another"})
    assert only(new).differs == ("media",)


def test_a_channel_that_got_another_id_is_still_the_same():
    renamed = settings().replace("bluesky-acme: {network", "sky: {was: [bluesky-acme], network")
    head = {"smmops.yaml": renamed, "brew": post("b", channels=["sky"])}
    assert told(planned({"brew": post("a")}, head)) == ["edit brew sky: text"]
    assert planned({"brew": post("a")}, {**head, "brew": post("a", channels=["sky"])}).changes == ()
