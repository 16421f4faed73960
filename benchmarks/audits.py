# ruff: noqa: T201 -- a measurement prints
"""How long `smmops audit` takes, offline, for many publications, each of a reviewed merge of its own.

`python -m benchmarks.audits [--sizes N,N] [--runs N]`. Whole processes, from start to exit, with their peak memory.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.scale import timed
from smmops import __version__
from smmops.compose.payload import compose, digest
from smmops.forge.local import LocalForge
from smmops.jobs.audit.evidence import Bench, Sending, examined
from smmops.jobs.audit.past import Past
from smmops.ledger.book import Record
from smmops.ledger.codec import encode, sha256
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.outcome import Remote
from smmops.model.state import State
from smmops.store.git import GitRepository, Refs

SMMOPS = (sys.executable, "-m", "smmops")
_BEGUN = datetime(2022, 1, 3, 8, 0, tzinfo=UTC)
_RULES_EVERY = 500
_PICTURE_EVERY = 10
_STATES = (State.CLAIMED, State.SENDING, State.PUBLISHED, State.VERIFIED)
_SETTINGS = """\
version: 1
id: halla
brand: Halla Roasters
timezone: Asia/Seoul
forge: {{kind: local}}
channels:
  bluesky-halla: {{network: bluesky, handle: halla.example}}
policy:
  approvals: {{minimum: 1, level: merged}}
  per_day: {per_day}
"""
_TEAM = """\
members:
  - {id: mina, git_emails: [mina@halla.example], roles: [editor, admin]}
  - {id: juno, git_emails: [juno@halla.example], roles: [editor]}
roles:
  editor: {may_approve: ["content/**"]}
  admin: {may_approve: ["**"]}
"""


def name(number: int) -> str:
    """A post's id."""
    return f"roast-{number:05d}"


def page(number: int) -> str:
    """Where it lies: a folder a month, as people keep them."""
    return f"content/{due(number):%Y/%m}/{name(number)}.md"


def due(number: int) -> datetime:
    """Four a day."""
    return _BEGUN + timedelta(days=2, hours=6 * number)


def history(size: int) -> Iterator[bytes]:
    """Main: a merge a post, new rules now and then, a new picture every tenth post."""
    mark = 1
    first = {"smmops.yaml": _SETTINGS.format(per_day=50), "team.yaml": _TEAM}
    yield _commit("refs/heads/main", mark, _BEGUN, first, who="mina", note="begin")
    for number in range(size):
        at = due(number) - timedelta(days=1)
        base = mark
        shown = f"p{number - number % _PICTURE_EVERY}.png"
        files = {page(number): _post(number, shown)}
        if number % _PICTURE_EVERY == 0:
            files[f"content/media/{shown}"] = f"\x89PNG{number}"
        if number % _RULES_EVERY == _RULES_EVERY - 1:
            files["smmops.yaml"] = _SETTINGS.format(per_day=50 + number // _RULES_EVERY)
        yield _commit("refs/heads/work", base + 1, at, files, who="juno", note=name(number), parent=base)
        note = f"merge {name(number)}\n\nApproved-by: mina"
        yield _commit(
            "refs/heads/main", base + 2, at, files, who="mina", note=note, parent=base, merged=base + 1
        )
        mark = base + 2
    yield b"reset refs/heads/work\nfrom 0000000000000000000000000000000000000000\n\n"


def _post(number: int, shown: str) -> str:
    front = [
        f"publish_at: {due(number):%Y-%m-%d %H:%M}Z",
        "channels: [bluesky-halla]",
        f"media: [{{file: {shown}, alt: Beans of batch {number} in the drum}}]",
    ]
    return "\n".join(["---", *front, "---", f"Batch {number} is out of the drum. ☕", ""])


def _commit(
    ref: str,
    mark: int,
    at: datetime,
    files: dict[str, str],
    *,
    who: str,
    note: str,
    parent: int = 0,
    merged: int = 0,
) -> bytes:
    text = note.encode()
    lines = [
        b"commit %s\nmark :%d\n" % (ref.encode(), mark),
        b"committer %s <%s@halla.example> %d +0000\n" % (who.encode(), who.encode(), int(at.timestamp())),
        b"data %d\n%s\n" % (len(text), text),
        *([b"from :%d\n" % parent] if parent else []),
        *([b"merge :%d\n" % merged] if merged else []),
    ]
    for path, content in files.items():
        body = content.encode("utf-8")
        lines.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(body), body))
    return b"".join(lines)


def ledger(git: GitRepository, size: int, main: str) -> Iterator[bytes]:
    """The state branch: four entries a publication, a commit each, with true evidence and digests."""
    past = Past(git, main, "")
    claims = [_claim(past, number) for number in range(size)]
    made = {each.sending.record.key: each.evidence for each in examined(Bench(past, LocalForge()), claims)}
    yield _commit(
        "refs/heads/smmops-state", 1, _BEGUN, {"README.md": "The ledger.\n"}, who="mina", note="begun"
    )
    for number, sending in enumerate(claims):
        files = _entries(sending.claim.but(approval=dict(made[sending.record.key])))
        at = due(number) + timedelta(seconds=30)
        yield _commit("refs/heads/smmops-state", number + 2, at, files, who="mina", note="entries")


def _claim(past: Past, number: int) -> Sending:
    at = 1 + number
    pages = past.pages(at, name(number))
    workspace = past.workspace(at, pages)
    post = workspace.posts[name(number)]
    assert workspace.settings is not None
    payload = compose(
        post, post.variants[0], settings=workspace.settings, digest_of=lambda f: past.sha256(f.blob)
    )
    past.forget()
    key = f"halla/{name(number)}.bluesky-halla"
    entry = Entry(
        key=key,
        state=State.CLAIMED,
        number=1,
        at=due(number),
        actor="mina@halla.example",
        run=Run(id=f"run-{number}", tool=f"smmops {__version__}"),
        nonce=f"00000000-0000-4000-8000-{number:012d}",
        main=past.commits[at].oid,
        blobs=post.blobs,
        publish_at=due(number),
        due_at=due(number),
        payload_sha256=digest(payload),
        account="did:plc:halla",
        lease_until=due(number) + timedelta(minutes=20),
    )
    return Sending(Record(key), entry, at)


def _entries(claim: Entry) -> dict[str, str]:
    files: dict[str, str] = {}
    prev = None
    remote = Remote(id=f"at://did:plc:halla/app.bsky.feed.post/{claim.run.id}", at=claim.at)
    for number, state in enumerate(_STATES, start=1):
        live = state in (State.PUBLISHED, State.VERIFIED)
        entry = claim.but(
            state=state,
            number=number,
            at=claim.at + timedelta(seconds=number),
            approval=claim.approval if number == 1 else None,
            part=1 if state is State.SENDING else None,
            late_s=number if live else None,
            steps=(Step(part=1, remote=remote),) if live else (),
            prev=prev,
        )
        content = encode(entry)
        prev = sha256(content)
        files[entry_path(entry.key, number, state)] = content.decode("utf-8")
    return files


def made(folder: Path, size: int) -> Path:
    """A clone with that many publications, nothing wrong in it."""
    folder.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    _import(folder, history(size))
    git = GitRepository(folder, Refs("halla"))
    _import(folder, ledger(git, size, git.resolve("main")))
    git.close()
    git_at = ["git", "-C", str(folder)]
    subprocess.run([*git_at, "branch", "-q", "smmops-seal", "smmops-state"], check=True)
    subprocess.run([*git_at, "tag", "smmops-checkpoint/halla/2022-01-04.000000", "smmops-state"], check=True)
    subprocess.run([*git_at, "repack", "-adq"], check=True)
    subprocess.run([*git_at, "checkout", "-q", "-f", "main"], check=True)
    return folder


def _import(folder: Path, stream: Iterator[bytes]) -> None:
    ran = subprocess.Popen(["git", "-C", str(folder), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert ran.stdin is not None
    for each in stream:
        ran.stdin.write(each)
    ran.stdin.close()
    if ran.wait():
        raise RuntimeError("git fast-import failed")


def main() -> None:
    """Prints the table: an exit code other than 0 means that the history is not as clean as it should be."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--sizes", default="2500,5000,10000")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(
        "smmops audit, offline: publications, processor time, clock with its spread, peak memory, exit code"
    )
    with tempfile.TemporaryDirectory() as top:
        for size in map(int, given.sizes.split(",")):
            folder = made(Path(top) / str(size), size)
            command = [*SMMOPS, "-C", str(folder), "audit"]
            taken = timed(command, runs=given.runs, folder=Path(top))
            code = subprocess.run(command, capture_output=True, check=False).returncode
            print(
                f"{size:8,}{taken.processor:8.2f} s{taken.wall:8.2f} s ±{taken.spread:5.2f}"
                f"{taken.peak:7.0f} MB   exit {code}   {1000 * taken.processor / size:.2f} ms each"
            )


if __name__ == "__main__":
    main()
