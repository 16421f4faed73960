"""The code with one guard taken out: each of these must be caught, or the proof proves nothing."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
J, P, L = "smmops/jobs/publish", "smmops/plan", "smmops/ledger"


@dataclass(frozen=True)
class Mutant:
    """`edits` are (file, exact old text that stands there once, new text)."""

    name: str
    edits: tuple[tuple[str, str, str], ...]


def _one(name: str, file: str, old: str, new: str) -> Mutant:
    return Mutant(name, ((file, old, new),))


_FENCED = "    record = shift.book.record(errand.key)\n    ours ="
_NONCE = "if not ours or (record.state not in OPEN and not errand.receipt):"
_MARKED = "marked = _marked(shift, _prepared(shift, [errand for errand in turn if not errand.receipt]))"
_SAVED = "    saved = save_once(shift, drafts, seal=False)\n"
_OWN = "return Draft(entry, len(shift.book.record(errand.key).entries) if _ours(shift, errand) else -1)"

MUTANTS = (
    _one("no fence", f"{J}/fence.py", _FENCED, "    return None\n" + _FENCED),
    _one("no mark", f"{J}/send.py", _MARKED, _MARKED.replace("_marked(shift, _prepared", "(_prepared").replace("]))", "]))")),
    Mutant(
        "no nonce",
        (
            (f"{J}/fence.py", _NONCE, "if False:"),
            (f"{J}/send.py", _OWN, "return Draft(entry, len(shift.book.record(errand.key).entries))"),
        ),
    ),
    _one("no lease", f"{L}/book.py", "return claim is None or claim.lease_until is None or now >=", "return True or now >="),
    _one(
        "no look-up",
        f"{J}/reconcile.py",
        "    if record.state is State.PARTIAL:\n        return None\n",
        '    if record.state is State.PARTIAL:\n        return None\n    return _untouched(shift, record, "-")\n',
    ),
    Mutant(
        "claim after the call",
        (
            (f"{J}/claim.py", _SAVED, "    return tuple(errands)\n    saved = save_once(shift, drafts, seal=False)\n"),
            (f"{J}/send.py", _MARKED, _MARKED.replace("_marked(shift, _prepared", "(_prepared")),
            (f"{J}/fence.py", _NONCE, "if False:"),
        ),
    ),
    _one(
        "rebased claim",
        f"{J}/claim.py",
        _SAVED,
        _SAVED + "    while saved is None:\n        drafts = [Draft(d.entry, len(shift.book.record(d.entry.key).entries)) "
        "for d in drafts]\n        saved = save_once(shift, drafts, seal=False)\n",
    ),
    _one(
        "retried call",
        f"{J}/send.py",
        "return adapter.publish(parcel, errand.part, ready=errand.ready, live=live)",
        "first = adapter.publish(parcel, errand.part, ready=errand.ready, live=live)\n            return "
        'adapter.publish(parcel, errand.part, ready=errand.ready, live=live) if first.kind == "unknown" else first',
    ),
    _one(
        "sending while reconciling",
        f"{J}/reconcile.py",
        "            return _untouched(shift, record, finding.proof)\n",
        "            from smmops.model.outcome import Prepared\n"
        "            asked.adapter.publish(asked.parcel, asked.part, ready=Prepared(handle=asked.parcel.handle), "
        "live=[])\n            return _untouched(shift, record, finding.proof)\n",
    ),
    _one(
        "payload of today instead of the claim's",
        f"{J}/reconcile.py",
        "desk = shift.desk.at(claim.main) if claim.main else shift.desk",
        "desk = shift.desk",
    ),
    _one(
        "record key from the time",
        f"{J}/reconcile.py",
        "claim.identity or Identity()\n    parcel",
        'Identity(record_keys=tuple(f"{shift.now()}#{n}" for n in range(9)))\n    parcel',
    ),
    _one(
        "thread from the start",
        f"{J}/claim.py",
        'return task.steps[-1].part if task.purpose == "remove" else len(task.steps) + 1',
        'return task.steps[-1].part if task.purpose == "remove" else 1',
    ),
    _one(
        "adoption of another key's post",
        f"{J}/reconcile.py",
        "owned = shift.book.owned_by_others(record.key)",
        "owned = frozenset()",
    ),
    _one("number not given at the push", f"{L}/branch.py", "number=record.top + 1", "number=draft.on + 1"),
    _one("late receipt dropped", f"{L}/branch.py", "FACTS = frozenset({State.PUBLISHED, State.PARTIAL})", "FACTS = frozenset()"),
    _one(
        "alarm never armed",
        f"{J}/send.py",
        "shift.world.alarm.arm(min(",
        "tuple((min(",
    ),
    _one("freeze not read at the fence", f"{J}/fence.py", "stop.end is None and covers", "False and covers"),
    _one("changed bytes not seen at the fence", f"{J}/fence.py", "if post.blobs != errand.claim.blobs:", "if False:"),
    _one("orders not read at the fence", f"{J}/fence.py", "return _ordered(shift, errand) or ", "return "),
    _one("a lagging list counts as proof", f"{J}/reconcile.py", "if finding.certain:\n            return _untouched", "if True:\n            return _untouched"),
    _one(
        "former channel ids forgotten",
        f"{P}/scene.py",
        "ids = (channel, *settings.channels[channel].was) if channel in settings.channels else (channel,)",
        "ids = (channel,)",
    ),
    _one("duplicates of the batch", f"{P}/twins.py", "twin = batch.get((account, task.text)) or _twin(", "twin = _twin("),
    _one("duplicates of the ledger", f"{P}/twins.py", "twin = batch.get((account, task.text)) or _twin(task, scene, account)", "twin = batch.get((account, task.text))"),
    _one("half a thread goes on with another text", f"{P}/first.py", "if claim is None or claim.payload_sha256 != digest:", "if claim is None:"),
    _one("approval not asked", f"{P}/first.py", "    verdict = scene.approved(post, variant)\n    if not isinstance(verdict, Approved):\n        return unapproved(", "    verdict = scene.approved(post, variant)\n    if False:\n        return unapproved("),
    _one("a removed key returns", f"{P}/free.py", "if record.settled or record.gone:", "if False:"),
    _one(
        "a claim in doubt taken as ours",
        f"{L}/branch.py",
        "held = not isinstance(result, Refused) and git.holds(result.commit)",
        "held = not isinstance(result, Refused)",
    ),
    _one("unknown called free", f"{J}/outcome.py", "errand.entry(State.UNKNOWN, now", "errand.entry(State.RELEASED, now"),
    _one("hold not asked", f"{P}/first.py", "    if variant.hold:\n", "    if False:\n"),
    _one("time not asked", f"{P}/first.py", "    if at > scene.now and not record.steps:\n        return None\n", ""),
)  # fmt: skip


class MisfitError(Exception):
    """A mutant's old text does not stand in the code exactly once: it must be written anew."""


def planted(mutant: Mutant, folder: Path) -> Path:
    """A copy of the package and of this proof with the mutant in it."""
    for name in ("smmops", "tests"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "workspaces")
        )
    for file, old, new in mutant.edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise MisfitError(f"{mutant.name}: {file} holds {text.count(old)} times: {old}")
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def caught(mutant: Mutant, folder: Path, *, histories: int) -> str | None:
    """What the first history that catches it says (`seed: what`); None where none of them does."""
    planted(mutant, folder)
    command = [
        sys.executable,
        "-m",
        "tests.exactly_once",
        "--histories",
        str(histories),
        "--jobs",
        "1",
        "--first",
    ]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in ran.stdout.splitlines() if line.startswith("seed ")]
    if ran.returncode not in (0, 1):
        raise MisfitError(f"{mutant.name}: the proof itself ended with {ran.returncode}: {ran.stderr[-600:]}")
    return lines[0] if lines else None
