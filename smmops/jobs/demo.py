"""The whole cycle on this machine: check, approve, publish, kill a publisher, recover, and nothing twice."""

import json
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from smmops.jobs.demo_example import LAST, example, is_post, moved, played
from smmops.jobs.demo_stage import SECRETS, Stage, set_up, write
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.sandbox.serve import Served, serve

SEED = {
    "bluesky": {"onda.example": SECRETS["BLUESKY_ONDA_APP_PASSWORD"], "mok.example": "baker-of-this-machine"},
    "mastodon": {"onda": SECRETS["MASTODON_ONDA_TOKEN"], "mok": "baker-token-of-this-machine"},
}
_OURS = (
    ("bluesky", "onda.example", "BLUESKY_ONDA_APP_PASSWORD"),
    ("mastodon", "onda", "MASTODON_ONDA_TOKEN"),
)
_FOLLOWERS = 214
_LEASE_S = 12.0
_EFFECT_S = 9


def demo(keep: Path | None, *, say: Callable[[str], None], paint: Callable[[str, str], str]) -> None:
    """Plays the whole cycle; SmmopsError where anything is not as it should be.

    With `keep` the folder stays: it must be empty or new. Interrupting takes everything down and away.
    """
    with _folder(keep) as folder, _terminated(), serve(state=folder / "sandbox.db", seed=SEED) as sandbox:
        stage = Stage(folder, say, paint, SECRETS)
        _play(stage, sandbox)
        _close(stage, sandbox, kept=keep is not None)


def _play(stage: Stage, sandbox: Served) -> None:
    stage.title(1, "A team's repository, and networks to practise on")
    stage.tell(f"Bluesky and Mastodon on this machine: {sandbox.url}/_sandbox/")
    set_up(stage)
    files = moved(example(), server=sandbox.url, now=datetime.now(ZoneInfo("Asia/Seoul")))
    content = {path: text for path, text in files.items() if path.startswith("content/")}
    last = next(path for path in content if path.endswith(f"/{LAST}.md"))
    first = {path: text for path, text in content.items() if path != last}
    write(stage.clone, {path: text for path, text in files.items() if path not in content})
    (stage.folder / "secrets.env").write_text(_exports(), encoding="utf-8")
    stage.git("add", ".")
    stage.git("commit", "--quiet", "-m", "Channels, team and strategy")
    stage.git("push", "--quiet")
    stage.smmops("ledger", "init", "--live")

    stage.title(2, f"Juno writes {sum(map(is_post, first))} posts, Mina approves them")
    _reviewed(stage, "december", first)

    stage.title(3, "What is due goes out")
    stage.show(".", "../secrets.env")
    stage.smmops("publish", "--live")

    stage.title(4, "One more post, and its publisher is killed in the middle of a call")
    _reviewed(stage, "forty-bags", {last: content[last]})
    _killed(stage, sandbox)

    stage.title(5, "The next run looks before it sends")
    stage.tell(f"waiting {_LEASE_S:.0f} s, until the dead run's lease is over (20 minutes in real life)")
    time.sleep(_LEASE_S)
    stage.smmops("publish", "--live")

    stage.title(6, "Once more: there is nothing to do")
    stage.smmops("publish", "--live")

    stage.title(7, "What the networks count, on a branch of its own")
    for network, name, secret in _OURS:
        sandbox.control.add_account(network, name, SECRETS[secret], followers=_FOLLOWERS)
    stage.smmops("snapshot", "--live")


def _reviewed(stage: Stage, branch: str, posts: dict[str, bytes]) -> None:
    """A branch of Juno's, checked, and merged by Mina with her approval."""
    juno = ("-c", "user.name=Juno", "-c", "user.email=juno@onda.example")
    stage.git("switch", "--quiet", "-c", branch)
    write(stage.clone, posts)
    stage.smmops("check")
    stage.git("add", ".")
    stage.git(*juno, "commit", "--quiet", "-m", f"content: {branch}")
    stage.git("switch", "--quiet", "main")
    stage.git("merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", "-m", "Approved-by: mina", branch)
    stage.git("push", "--quiet")


def _killed(stage: Stage, sandbox: Served) -> None:
    """Ends a publisher after the network has the post and before it knows."""
    fault = {
        "do": "delay",
        "when": "after",
        "seconds": _EFFECT_S,
        "path": "*.putRecord",
    }
    stage.tell("Bluesky takes the post, and keeps its answer back:")
    stage.show("curl", "-d", json.dumps(fault), f"{sandbox.url}/_sandbox/faults")
    sandbox.control.faults(fault)
    before = len(sandbox.control.live("bluesky", "onda.example"))
    running = stage.start("publish", "--live")
    try:
        deadline = time.monotonic() + _EFFECT_S
        while len(sandbox.control.live("bluesky", "onda.example")) == before:
            if running.poll() is not None or time.monotonic() > deadline:
                raise SmmopsError(
                    msg("the publisher to be killed ended by itself"), msg("run the demo again"), exit_code=1
                )
            time.sleep(0.05)
    finally:
        if running.poll() is None:
            stage.kill(running)
    sandbox.control.clear_faults()
    stage.tell("the post is live, and nobody has written that down")


def _close(stage: Stage, sandbox: Served, *, kept: bool) -> None:
    stage.title(8, "What happened")
    stage.smmops("ledger", "show")
    publications = json.loads(stage.ask("ledger", "show", "--format", "json"))["publications"]
    problems = _doubts(publications, sandbox.control.state())
    silent = sum(map(is_post, played(example()))) - len({row["post"] for row in publications})
    problems += [f"{silent} posts were not sent"] if silent else []
    if problems:
        raise SmmopsError(
            msg("the demo did not end as it must: {what}", what="; ".join(problems)),
            msg("smmops demo --keep DIR keeps the folder to look at"),
            exit_code=1,
        )
    stage.say("")
    stage.say(stage.paint(f"✓ {len(publications)} publications, each live exactly once.", "good"))
    if kept:
        port = sandbox.url.rpartition(":")[2]
        stage.say("")
        stage.say(f"Kept in {stage.folder}. To go on by hand:")
        stage.show("cd", str(stage.clone))
        stage.show(".", "../secrets.env")
        stage.show("smmops", "sandbox", "--port", port, "--state", "../sandbox.db")
        stage.say("The last one serves the networks again and stays; the others work beside it.")


def _doubts(publications: list[dict[str, Any]], state: dict[str, Any]) -> list[str]:
    """What is not live exactly once: by the ledger, and by counting on the networks."""
    doubts = [f"{row['key']} is {row['state']}" for row in publications if row["word"] != "live"]
    written = [(row["key"], row["first_comment"]) for row in publications if row["first_comment"]]
    doubts += [
        f"the first comment of {key} is {comment['state']}" for key, comment in written if not comment["id"]
    ]
    comments = [comment["id"] for _, comment in written if comment["id"]]
    recorded = sorted([*(part["id"] for row in publications for part in row["parts"]), *comments])
    live = sorted(
        post["id"]
        for network, account in (("bluesky", "onda.example"), ("mastodon", "onda"))
        for post in state["networks"][network][account]["live"]
    )
    extra = len(live) - len(recorded)
    if live != recorded:
        doubts.append(f"{len(live)} posts are live and {len(recorded)} are recorded ({extra:+d})")
    return doubts


def _exports() -> str:
    return "".join(f"export {name}={value}\n" for name, value in SECRETS.items())


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="smmops-demo-") as name:
            yield Path(name)
        return
    if keep.exists() and any(keep.iterdir()):
        raise SmmopsError(
            msg("{folder} is not empty", folder=str(keep)),
            msg("name a new folder after --keep"),
            exit_code=64,
        )
    keep.mkdir(parents=True, exist_ok=True)
    yield keep.resolve()


@contextmanager
def _terminated() -> Iterator[None]:
    """A polite end from outside (SIGTERM) cleans up like Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
