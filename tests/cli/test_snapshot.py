"""`smmops snapshot` as people run it: real git, real HTTP, the sandbox's own numbers."""

import csv
import io

import httpx
import pytest

from smmops.cli import exits

TEXT = "가을이 왔어요. New books on Saturday 🍂"
BOTH = "bluesky-haneul, mastodon-haneul"
HEAD = "taken_at,channel,subject,metric,value,unit,window,source,formula,note"


def tip(team) -> str:
    return team.run_git("ls-remote", "origin", "smmops-metrics").split()[0]


def files(team) -> dict[str, str]:
    """The metrics branch as it stands on the remote."""
    team.run_git("fetch", "--quiet", "origin", "+smmops-metrics:refs/looked/metrics")
    names = team.run_git("ls-tree", "-r", "--name-only", "refs/looked/metrics").split()
    return {
        name: team.run_git("show", f"refs/looked/metrics:{name}") for name in names if name != "README.md"
    }


def rows(team) -> list[dict[str, str]]:
    return [row for text in files(team).values() for row in csv.DictReader(io.StringIO(text))]


def value(team, channel: str, subject: str, metric: str) -> str:
    found = [
        row["value"]
        for row in rows(team)
        if (row["channel"], row["subject"], row["metric"]) == (channel, subject, metric)
    ]
    assert found, (channel, subject, metric)
    return found[-1]


@pytest.fixture
def live(team):
    """A post that is live on both networks."""
    team.post("autumn", TEXT, channels=BOTH)
    assert team.smmops("publish", "--live").code == exits.FINE
    return team


def test_without_live_it_says_what_would_be_measured_and_asks_no_network(live):
    before, asked = tip(live), len(live.sandbox.control.requests())
    ran = live.smmops("snapshot")
    assert ran.code == exits.FINE, ran.err
    assert ran.out == (
        "● bluesky-haneul   the account and 1 post\n"
        "● mastodon-haneul  the account and 1 post\n"
        "next: smmops snapshot --live\n"
    )
    assert (tip(live), len(live.sandbox.control.requests())) == (before, asked)


def test_numbers_of_both_networks_are_committed_and_a_second_run_has_nothing_to_do(live):
    live.sandbox.control.add_account("bluesky", "haneul.example", "abcd-efgh-ijkl-mnop", followers=1204)
    live.sandbox.control.add_account("mastodon", "haneul", "haneul-token-of-this-machine", followers=420)
    ran = live.smmops("snapshot", "--live", "--json-into", "run.json")
    assert ran.code == exits.FINE, ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "✓ bluesky-haneul   1,204 followers, 0 following, 1 posts; 1 post measured"
    assert lines[2] == "not given, and never written as 0: impressions, reach, views, clicks"
    assert max(map(len, lines)) <= 80
    assert {name.split("/")[2] for name in files(live)} == {"accounts", "posts"}
    assert all(text.startswith(HEAD + "\n") for text in files(live).values())
    assert value(live, "bluesky-haneul", "bluesky-haneul", "followers") == "1204"
    assert value(live, "mastodon-haneul", "mastodon-haneul", "followers") == "420"
    assert value(live, "bluesky-haneul", "autumn", "likes") == "0"
    assert value(live, "bluesky-haneul", "autumn", "impressions") == ""
    assert all(bool(row["value"]) != bool(row["note"]) for row in rows(live))

    before = tip(live)
    again = live.smmops("snapshot", "--live")
    assert again.code == exits.FINE
    assert again.out.startswith("nothing is due; next ")
    assert tip(live) == before


def test_what_other_accounts_like_is_counted(live):
    live.sandbox.control.add_account("bluesky", "reader.example", "reader-of-this-machine")
    server = f"{live.sandbox.url}/xrpc"
    who = {"identifier": "reader.example", "password": "reader-of-this-machine"}
    login = httpx.post(f"{server}/com.atproto.server.createSession", json=who, trust_env=False).json()
    post = live.smmops("ledger", "show", "--format", "json").json["publications"][0]["parts"][0]["id"]
    view = httpx.get(
        f"{server}/app.bsky.feed.getPosts",
        params={"uris": post},
        headers={"Authorization": f"Bearer {login['accessJwt']}"},
        trust_env=False,
    ).json()["posts"][0]
    like = {
        "$type": "app.bsky.feed.like",
        "subject": {"uri": view["uri"], "cid": view["cid"]},
        "createdAt": "2026-12-01T09:00:00.000Z",
    }
    liked = httpx.post(
        f"{server}/com.atproto.repo.createRecord",
        json={"repo": login["did"], "collection": "app.bsky.feed.like", "record": like},
        headers={"Authorization": f"Bearer {login['accessJwt']}"},
        trust_env=False,
    )
    assert liked.status_code == 200, liked.text
    assert live.smmops("snapshot", "--live").code == exits.FINE
    assert value(live, "bluesky-haneul", "autumn", "likes") == "1"
    assert value(live, "bluesky-haneul", "autumn", "reposts") == "0"


def test_json_holds_rows_files_and_the_commit(live):
    found = live.smmops("snapshot", "--live", "--format", "json").json
    assert found["schema"] == "smmops.snapshot/1"
    assert found["commit"] == tip(live)
    assert sorted(found["files"]) == sorted(files(live))
    assert [each["channel"] for each in found["channels"]] == ["bluesky-haneul", "mastodon-haneul"]
    missing = [row for row in found["channels"][0]["rows"] if row["metric"] == "reach"]
    assert {row["value"] for row in missing} == {None}


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"do": "rate_limit"}, "wait"),
        ({"do": "status", "status": 503}, "cannot be reached"),
        ({"do": "expired"}, "secret"),
        ({"do": "garbage", "when": "after"}, "cannot be reached"),
    ],
    ids=["429", "5xx", "expired", "garbage"],
)
def test_a_channel_that_fails_keeps_the_other_and_stands_with_its_reason(live, fault, why):
    live.sandbox.control.faults({**fault, "network": "mastodon", "times": None})
    ran = live.smmops("snapshot", "--live")
    assert ran.code == exits.TRY_AGAIN, ran.out + ran.err
    assert "✓ bluesky-haneul" in ran.out
    assert "! mastodon-haneul" in ran.out
    assert why in ran.out
    assert value(live, "bluesky-haneul", "autumn", "likes") == "0"
    failed = [row for row in rows(live) if row["channel"] == "mastodon-haneul"]
    assert {row["subject"] for row in failed} == {"autumn", "mastodon-haneul"}
    assert {row["value"] for row in failed} == {""}
    assert all(why in row["note"] for row in failed)
    assert "haneul-token" not in str(files(live)) + ran.out + ran.err


def test_a_missing_secret_names_its_variable_in_the_row_too(live):
    ran = live.smmops("snapshot", "--live", BLUESKY_HANEUL_APP_PASSWORD="")
    assert ran.code == exits.TRY_AGAIN
    assert "BLUESKY_HANEUL_APP_PASSWORD" in ran.out
    notes = {row["note"] for row in rows(live) if row["channel"] == "bluesky-haneul"}
    assert notes == {"the network refuses the secret: BLUESKY_HANEUL_APP_PASSWORD is not set"}


def test_an_index_that_lags_gives_missing_numbers_and_no_drift(live):
    live.sandbox.control.faults({"do": "lag", "network": "bluesky", "seconds": 600, "times": None})
    ran = live.smmops("snapshot", "--live")
    assert ran.code == exits.FINE, ran.out + ran.err
    assert "1 post not shown" in ran.out
    assert value(live, "bluesky-haneul", "autumn", "likes") == ""
    assert live.smmops("ledger", "show", "--format", "json").json["publications"][0]["word"] == "live"


def test_what_was_deleted_on_the_network_is_missing_with_a_reason_and_drift_in_the_ledger(live):
    url = live.sandbox.control.live("bluesky", "haneul.example")[0]["id"]
    live.sandbox.control.delete("bluesky", "haneul.example", url)
    ran = live.smmops("snapshot", "--live")
    assert ran.code == exits.FINE, ran.out + ran.err
    assert "≠ autumn bluesky-haneul  part 1 was deleted on the network" in ran.out
    notes = {
        row["note"] for row in rows(live) if (row["channel"], row["subject"]) == ("bluesky-haneul", "autumn")
    }
    assert notes == {"bluesky did not show this post", "bluesky gives no such number"}
    told = {
        row["channel"]: row["word"]
        for row in live.smmops("ledger", "show", "--format", "json").json["publications"]
    }
    assert told == {"bluesky-haneul": "changed outside", "mastodon-haneul": "live"}


def test_what_was_edited_on_the_network_is_measured_and_drift_in_the_ledger(live):
    post = live.sandbox.control.live("mastodon", "haneul")[0]["id"]
    live.sandbox.control.edit("mastodon", "haneul", post, "As somebody liked it better")
    ran = live.smmops("snapshot", "--live")
    assert "≠ autumn mastodon-haneul  part 1 was edited on the network" in ran.out
    assert value(live, "mastodon-haneul", "autumn", "likes") == "0"


def test_two_runs_at_once_measure_once(live):
    running = [live.start("snapshot", "--live") for _ in range(2)]
    ends = [(each.communicate(timeout=60), each.returncode) for each in running]
    assert [code for _, code in ends] == [exits.FINE, exits.FINE], ends
    taken = [(row["channel"], row["subject"], row["metric"]) for row in rows(live)]
    assert len(taken) == len(set(taken))
    assert len(files(live)) == 2


def test_a_missing_branch_names_the_command_that_makes_it_and_publish_does_not_ask_for_it(live):
    live.run_git("push", "--quiet", "origin", ":smmops-metrics")
    ran = live.smmops("snapshot", "--live")
    assert ran.code == exits.TRY_AGAIN
    assert "smmops-metrics is not there" in ran.err
    assert "smmops ledger init --live" in ran.err
    assert live.smmops("publish", "--live").code == exits.FINE
    made = live.smmops("ledger", "init", "--live")
    assert made.code == exits.FINE, made.err
    assert made.out == "made smmops-metrics on origin\n"
    assert live.smmops("snapshot", "--live").code == exits.FINE


def test_publish_fetches_no_metrics(live):
    assert live.smmops("snapshot", "--live").code == exits.FINE
    live.run_git("clone", "--quiet", "--single-branch", "../origin.git", "../second")
    ran = live.smmops("-C", "../second", "publish", "--live")
    assert ran.code == exits.FINE, ran.err
    kept = live.run_git("for-each-ref", "refs/smmops", cwd=live.folder / "second")
    assert "smmops-state" in kept
    assert "metrics" not in kept


def test_a_remote_that_is_away_is_exit_75_before_any_network_is_asked(live):
    asked = len(live.sandbox.control.requests())
    (live.folder / "origin.git").rename(live.folder / "away.git")
    ran = live.smmops("snapshot", "--live")
    assert ran.code == exits.TRY_AGAIN
    assert "cannot be read" in ran.err
    assert len(live.sandbox.control.requests()) == asked
