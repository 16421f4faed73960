"""Commands as people run them, from a post to a receipt, over real git and real HTTP."""

import json
import re
import signal


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(team):
    team.post("autumn", "가을이 왔어요. New books on Saturday 🍂")
    ran = team.smmops("publish")
    assert ran.code == 0
    assert "autumn  bluesky-haneul  sending, is due" in ran.out
    assert "1 to send\nnext: smmops publish --live" in ran.out
    assert team.live() == []


def test_a_post_goes_out_once_and_its_receipt_can_be_read(team):
    text = "가을이 왔어요. New books on Saturday 🍂"
    team.post("autumn", text, channels="bluesky-haneul, mastodon-haneul")
    first = team.smmops("publish", "--live", "--json-into", "run.json")
    assert first.code == 0, first.err
    assert first.out.endswith("2 live\n")
    assert team.live() == team.live("mastodon") == [text]
    facts = json.loads((team.clone / "run.json").read_text(encoding="utf-8"))
    assert {row["word"] for row in facts["publications"]} == {"live"}

    again = team.smmops("publish", "--live", "--format", "json").json
    assert again["publications"] == []
    assert again["exit_code"] == 0
    assert team.live() == [text]

    shown = team.smmops("ledger", "show", "--format", "json").json["publications"]
    assert [row["key"] for row in shown] == ["haneul/autumn.bluesky-haneul", "haneul/autumn.mastodon-haneul"]
    assert all(row["word"] == "live" and row["url"].startswith(team.sandbox.url) for row in shown)
    assert shown[0]["approval"]["approval"] == "self"


def test_plan_prints_the_digest_that_the_receipt_holds(team):
    team.post("autumn", "New books on Saturday")
    planned = team.smmops("plan", "--payload", "autumn", "--format", "json").json["payloads"][0]
    team.smmops("publish", "--live")
    receipt = team.smmops("ledger", "show", "autumn", "--format", "json").json["publications"][0]
    assert planned["payload_sha256"] == receipt["payload_sha256"]
    assert planned["key"] == receipt["key"]


def test_a_takedown_says_first_and_removes_then_and_the_post_never_returns(team):
    team.post("wrong-price", "Everything for 1 won")
    team.smmops("publish", "--live")
    said = team.smmops("takedown", "wrong-price", "--reason", "wrong price")
    assert said.code == 0
    assert said.out.startswith("would remove wrong-price from bluesky-haneul: http")
    assert len(team.live()) == 1
    done = team.smmops("takedown", "wrong-price", "--reason", "wrong price", "--live")
    assert done.code == 0, done.err
    assert "removed" in done.out
    assert team.live() == []
    assert "nothing to do" in team.smmops("publish", "--live").out
    assert team.live() == []


def test_a_typo_is_refused_before_anything_is_live_too(team):
    team.post("brew-at-home", "Three steps, one kettle")
    team.smmops("publish", "--live")
    for words in (
        ("takedown", "brew-at-hom", "--reason", "wrong price"),
        ("takedown", "brew-at-home", "--reason", "wrong price", "--channel", "bluesky-hanuel"),
        ("pause", "--reason", "outage", "--scope", "nonsense"),
    ):
        dry, live = team.smmops(*words), team.smmops(*words, "--live")
        assert (dry.code, dry.out, dry.err) == (live.code, live.out, live.err)
        assert dry.code == 64
        assert words[-1] in dry.err or words[1] in dry.err
    none = team.smmops("takedown", "brew-at-home", "--reason", "x", "--channel", "mastodon-haneul")
    assert none.code == 0
    assert none.out.startswith("nothing of it is live there; with --live it never goes out there\n")


def test_without_a_ledger_a_pause_says_what_that_means_dry_and_live(team):
    for branch in ("smmops-state", "smmops-seal"):
        team.run_git("push", "--quiet", "origin", f":{branch}")
    for words in (("pause", "--reason", "flood"), ("takedown", "autumn", "--reason", "wrong price")):
        dry, live = team.smmops(*words), team.smmops(*words, "--live")
        assert (dry.code, dry.out, dry.err) == (live.code, live.out, live.err)
        assert dry.code == 75
        assert "smmops has published nothing from here" in dry.err
        assert "fix: nothing goes out by itself now" in dry.err


def test_a_pause_stops_what_is_due_and_only_a_reviewed_file_ends_it(team):
    assert team.smmops("pause", "--reason", "flood in the shop").out.startswith("would pause all")
    paused = team.smmops("pause", "--reason", "flood in the shop", "--live")
    order = re.search(r"\d{8}T\d{6}Z\.[0-9a-f]+-pause", paused.out)
    assert order
    team.post("late-night", "Open until ten tonight")
    held = team.smmops("publish", "--live")
    assert held.code == 0
    assert "held" in held.out
    assert team.live() == []
    assert order.group() in team.smmops("resume").out
    assert not (team.clone / "freeze.yaml").exists()
    resumed = team.smmops("resume", "--live")
    assert resumed.code == 0
    assert order.group() in (team.clone / "freeze.yaml").read_text(encoding="utf-8")
    team.commit({}, "freeze: over")
    team.post("next-day", "Dry again, and open")
    team.smmops("publish", "--live")
    assert team.live() == ["Dry again, and open"]


def test_a_person_decides_what_nobody_could_read_with_the_nonce_that_is_shown(team):
    team.post("autumn", "New books on Saturday")
    team.smmops("publish", "--live")
    wrong = team.smmops("ledger", "resolve", "autumn.bluesky-haneul", "--nonce", "x", "--absent")
    assert wrong.code == 64
    assert "nonce" in wrong.err
    nonce = team.smmops("ledger", "show", "autumn", "--format", "json").json["publications"][0]["nonce"]
    settled = team.smmops("ledger", "resolve", "autumn.bluesky-haneul", "--nonce", nonce, "--absent")
    assert settled.code == 64
    assert "--absent does not apply" in settled.err


def test_what_a_person_sends_is_asked_for_once_and_the_printed_command_enters_its_address(team):
    team.commit(
        {
            "smmops.yaml": (team.clone / "smmops.yaml")
            .read_text(encoding="utf-8")
            .replace("  mastodon-haneul:\n", "  mastodon-haneul:\n    defaults: {deliver: remind}\n")
        },
        "settings: a person sends to Mastodon",
    )
    team.post("autumn", "New books on Saturday", channels="bluesky-haneul, mastodon-haneul")
    assert team.smmops("publish", "--live").code == 0
    assert team.live() == ["New books on Saturday"]
    assert team.live("mastodon") == []
    out = team.smmops("ledger", "show", "autumn").out
    assert "a person sends it now, as `smmops preview autumn` shows it" in out
    command = re.search(r"smmops (ledger resolve \S+ --nonce \S+ --live) ADDRESS", out)
    assert command
    entered = team.smmops(*command[1].split(), "https://social.example/@haneul/1")
    assert entered.code == 0, entered.err
    assert "https://social.example/@haneul/1" in team.smmops("ledger", "show", "autumn").out


def test_a_decision_is_one_decision(team):
    both = team.smmops("ledger", "resolve", "a.b", "--nonce", "x", "--absent", "--give-up")
    assert both.code == 64
    assert "exactly one" in both.err


def test_a_second_ledger_is_refused(team):
    assert team.smmops("ledger", "init", "--live").code == 1


def test_doctor_lists_variables_and_no_values(team):
    ran = team.smmops("doctor", "--secrets", MASTODON_HANEUL_TOKEN="")
    assert ran.code == 1
    assert "BLUESKY_HANEUL_APP_PASSWORD  set" in ran.out
    assert "MASTODON_HANEUL_TOKEN        missing" in ran.out
    assert "abcd-efgh" not in ran.out + ran.err
    assert team.smmops("doctor", "--secrets").code == 0


def test_until_ticks_on_and_takes_what_comes_meanwhile(team):
    with team.start("publish", "--live", "--until", "5m", "--every", "1s") as ticking:
        assert ticking.stdout is not None
        assert "nothing to do" in (ticking.stdout.readline() + ticking.stdout.readline())
        team.post("meanwhile", "Written while the job waits")
        said = ""
        while "meanwhile  bluesky-haneul  live" not in said:
            line = ticking.stdout.readline()
            assert line, said
            said += line
        ticking.send_signal(signal.SIGTERM)
        _, err = ticking.communicate(timeout=60)
    assert team.live() == ["Written while the job waits"], err
    assert ticking.returncode in (0, 130)


def test_until_needs_live_and_a_time_to_come(team):
    assert team.smmops("publish", "--until", "18:00").code == 64
    for wrong in ("yesterday", "2020-01-01 10:00", "5"):
        ran = team.smmops("publish", "--live", "--until", wrong)
        assert ran.code == 64
        assert wrong in ran.err
