"""Guards fail a plan; each is shown by what trips it and by what does not."""

from smmops.plan.guards import MOST_FILES
from smmops.plan.review import acknowledged
from tests.plan.stage import MONEY, planned, post, settings


def ids(plan) -> list[str]:
    return [guard.id for guard in plan.guards]


def ten(text: str = "text", count: int = 10) -> dict[str, str]:
    return {f"post-{n}": post(f"{text} {n}", at=f"2026-12-{n + 1:02} 09:30") for n in range(count)}


def test_a_third_of_ten_scheduled_posts_may_not_change_at_once():
    three = {f"post-{n}": post("new") for n in range(3)}
    four = {f"post-{n}": post("new") for n in range(4)}
    assert ids(planned(ten(), three)) == []
    plan = planned(ten(), four)
    assert ids(plan) == ["max-changed"]
    assert plan.stopped
    assert (
        str(plan.guards[0].message)
        == "4 of 10 scheduled posts change (40.0\u00a0%), the limit is 30.0\u00a0%"
    )


def test_few_posts_and_new_posts_trip_nothing():
    assert ids(planned(ten(count=9), {f"post-{n}": post("new") for n in range(8)})) == []
    assert ids(planned(ten(), {f"new-{n}": post(f"new {n}") for n in range(20)})) == []


def test_renamed_posts_are_no_mass_change_and_cancelled_ones_are():
    files = ten()
    renamed = {**dict.fromkeys(files), **{f"again-{n}": files[f"post-{n}"] for n in range(10)}}
    assert ids(planned(files, renamed)) == []
    assert "max-changed" in ids(planned(files, dict.fromkeys(list(files)[:5])))


def test_an_empty_calendar_stops():
    assert ids(planned({"brew": post()}, {"brew": None})) == ["empty-calendar"]
    assert ids(planned({"brew": post(), "other": post("o")}, {"brew": None})) == []


def test_a_protected_file_that_goes_trips_even_when_the_key_goes_with_it():
    base = {"brew": post(protect=True), "other": post("o")}
    assert ids(planned(base, {"brew": None})) == ["protected"]
    assert ids(planned(base, {"brew": None, "again": post()})) == ["protected"]
    assert ids(planned(base, {"brew": post()})) == []


def test_another_server_handle_or_secret_is_always_acknowledged():
    for old, new in (
        ("https://social.example", "https://evil.example"),
        ("handle: acme.example", "handle: evil.example"),
        ("{network: x,", "{network: x, secrets: OTHER,"),
    ):
        plan = planned({"brew": post()}, {"smmops.yaml": settings().replace(old, new)})
        assert ids(plan) == ["account"], new
        assert not acknowledged(plan, ["account"]).stopped
        assert acknowledged(plan, ["max-changed"]).stopped


def test_a_renamed_channel_is_compared_with_the_one_it_was():
    text = settings().replace(
        "bluesky-acme: {network: bluesky, handle: acme.example",
        "sky: {was: [bluesky-acme], network: bluesky, handle: evil.example",
    )
    plan = planned({}, {"smmops.yaml": text})
    said = [str(guard.message) for guard in plan.guards]
    assert "channel sky: handle was acme.example and becomes evil.example" in said
    assert "channel sky: secrets was BLUESKY_ACME and becomes SKY" in said


def test_another_ad_account_is_always_acknowledged():
    plan = planned({"money.yaml": MONEY}, {"money.yaml": MONEY.replace("act_1", "act_2")})
    assert ids(plan) == ["ad-account"]


def test_more_files_than_a_forge_shows_stop():
    files = {f"content/ideas/i-{n}.md": "---\ntitle: x\n---\n" for n in range(MOST_FILES + 1)}
    assert ids(planned({"brew": post()}, files)) == ["review-size"]
