"""The evidence of what was sent, made again from the blobs: what was approved, by whom, and whether that was sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smmops import __version__
from smmops.approvals.judge import Record as History
from smmops.approvals.judge import judge
from smmops.compose.payload import compose, digest
from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.past import Past
from smmops.jobs.audit.recorded import recorded
from smmops.ledger.book import Record
from smmops.model.entry import Entry, split_key
from smmops.model.message import msg
from smmops.model.ports import Forge
from smmops.model.post import FileRef, Post, Variant
from smmops.model.problem import Problem
from smmops.model.state import State
from smmops.model.verdict import Approved, Denied, Waiting
from smmops.model.workspace import Workspace

_SENT = frozenset({State.SENDING, State.PARTIAL, State.PUBLISHED, State.EDITED, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Sending:
    """A claim that led to a call: its key's record, the claim, and where its commit stands on main (None: nowhere)."""

    record: Record
    claim: Entry
    at: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one claim's evidence. `evidence` is recomputed where `proof` says so, else the claim's own."""

    sending: Sending
    evidence: Mapping[str, Any]
    proof: str
    gaps: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What evidence is made from. `forge` None: it cannot be asked here, so that the claim's own evidence is read."""

    past: Past
    forge: Forge | None


def sendings(records: Iterable[Record], past: Past) -> list[Sending]:
    """Every claim to publish or edit after which something may have gone out."""
    found = []
    for record in records:
        sent = {entry.nonce for entry in record.entries if entry.state in _SENT}
        for entry in record.entries:
            if entry.state is State.CLAIMED and entry.for_ != "remove" and entry.nonce in sent:
                found.append(Sending(record, entry, past.position.get(entry.main or "")))
    return found


def examined(bench: Bench, claims: Sequence[Sending]) -> list[Made]:
    """The evidence of each claim, in groups that share a workspace, so that each file is read once a group."""
    past, done, groups = bench.past, [], dict[int, list[Sending]]()
    for sending in claims:
        if sending.at is None:
            done.append(Made(sending, sending.claim.approval or {}, "recorded", (_unplaced(sending),)))
        else:
            groups.setdefault(past.version(sending.at), []).append(sending)
    for version in sorted(groups):
        for pages, some in _layers(past, groups[version]):
            workspace = past.workspace(some[0].at or 0, pages)
            done.extend(_examined(bench, sending, workspace) for sending in some)
            past.forget()
    return done


def _layers(past: Past, claims: Sequence[Sending]) -> Iterator[tuple[dict[str, str], list[Sending]]]:
    """The claims in layers, in each of which every post has one text alone."""
    layers: list[tuple[dict[str, str], list[Sending]]] = []
    depth: dict[tuple[str, frozenset[tuple[str, str]]], int] = {}
    used: dict[str, int] = {}
    for sending in claims:
        post = split_key(sending.record.key)[1]
        pages = past.pages(sending.at or 0, post)
        key = (post, frozenset(pages.items()))
        if key not in depth:
            depth[key] = used.get(post, 0)
            used[post] = depth[key] + 1
        while len(layers) <= depth[key]:
            layers.append(({}, []))
        layers[depth[key]][0].update(pages)
        layers[depth[key]][1].append(sending)
    yield from layers


def _unplaced(sending: Sending) -> Problem:
    return gap(
        "SMM456",
        entry_file(sending.claim),
        msg(
            "it was sent from {commit}, which main does not hold",
            commit=(sending.claim.main or "no commit")[:10],
        ),
        msg("find out whether main was rewritten; a clone of that day may still have the commit"),
    )


def _examined(bench: Bench, sending: Sending, workspace: Workspace) -> Made:
    claim, past = sending.claim, bench.past
    where = entry_file(claim)
    found = _variant(workspace, sending.record.key)
    if found is None:
        told = claim.approval or {}
        return Made(
            sending,
            told,
            "recorded",
            (*_bytes(sending, claim.blobs, past), _unread(where, workspace, sending)),
        )
    post, variant = found
    gaps = [
        *_bytes(sending, post.blobs, past),
        *_payload(sending, post, variant, workspace=workspace, past=past),
    ]
    if bench.forge is None:
        gaps += recorded(claim, post, past=past, at=sending.at or 0)
        return Made(sending, claim.approval or {}, "recorded", tuple(gaps))
    history = History(
        touches=lambda path: past.touches(sending.at or 0, path),
        at=lambda commit: past.rules(past.position[commit]),
        blob=past.blob_at,
        older=past.older,
        forge=bench.forge,
    )
    verdict = judge(post, variant, workspace=workspace, record=history)
    if isinstance(verdict, Approved):
        gaps += _compared(where, claim, verdict.evidence)
        return Made(sending, verdict.evidence, "recomputed", tuple(gaps))
    code, fix = (
        ("SMM458", msg("ask who published it and why; an approval after the fact is a new reviewed change"))
        if isinstance(verdict, Denied)
        else ("SMM472", msg("run it again when the forge answers"))
    )
    assert isinstance(verdict, Denied | Waiting)
    gaps.append(gap(code, where, msg("not approved: {why}", why=verdict.reason.fill()), fix))
    return Made(sending, {**(claim.approval or {}), "approval": "none"}, "recomputed", tuple(gaps))


def _variant(workspace: Workspace, key: str) -> tuple[Post, Variant] | None:
    """The post and variant of a key, whatever its channel was called then."""
    _, post_id, name = split_key(key)
    post = workspace.posts.get(post_id)
    channel = next((c for c in workspace.channels.values() if name == c.id or name in c.was), None)
    names = {name, *((channel.id, *channel.was) if channel else ())}
    variant = next((v for v in post.variants if v.channel in names), None) if post else None
    return (post, variant) if post and variant and workspace.settings and workspace.team else None


def _unread(where: str, workspace: Workspace, sending: Sending) -> Problem:
    _, post, channel = split_key(sending.record.key)
    why = workspace.broken.get(post)
    return gap(
        "SMM457",
        where,
        msg("at {commit} {path} cannot be used", commit=(sending.claim.main or "")[:10], path=why)
        if why
        else msg(
            "at {commit} main had no post {post} for {channel}",
            commit=(sending.claim.main or "")[:10],
            post=post,
            channel=channel,
        ),
        msg("so what was sent was never on main: ask {who}", who=sending.claim.actor),
    )


def _bytes(sending: Sending, wanted: Sequence[tuple[str, str]], past: Past) -> Iterator[Problem]:
    """Whether the claim names the very files that main had."""
    claim, at = sending.claim, sending.at or 0
    told = dict(claim.blobs)
    for path in sorted({*told, *dict(wanted)}):
        blob = past.blob(at, path)
        if told.get(path) != blob:
            yield gap(
                "SMM456",
                entry_file(claim),
                msg(
                    "it was sent with {told} of {path}; main had {blob}",
                    told=(told.get(path) or "nothing")[:10],
                    path=path,
                    blob=(blob or "nothing")[:10],
                ),
                msg("compare the two with `git cat-file -p`; only what main had was reviewed"),
            )


def _payload(
    sending: Sending, post: Post, variant: Variant, *, workspace: Workspace, past: Past
) -> Iterator[Problem]:
    """Whether what the reviewed files compose to is what the claim and the receipt say was sent."""
    assert workspace.settings is not None

    def digest_of(file: FileRef) -> str:
        return file.sha256 or past.sha256(file.blob)

    try:
        made = digest(compose(post, variant, settings=workspace.settings, digest_of=digest_of))
    except (KeyError, ValueError) as wrong:
        made = f"nothing ({wrong})"
    claim = sending.claim
    same = [
        e
        for e in sending.record.entries
        if e.nonce == claim.nonce and e.state in (State.PUBLISHED, State.EDITED)
    ]
    for entry in (claim, *same):
        if entry.payload_sha256 == made:
            continue
        older = entry.run.tool not in (f"smmops {__version__}", f"smmops/{__version__}")
        yield gap(
            "SMM457",
            entry_file(entry),
            msg(
                "it says that {told} was sent; the files of {commit} make {made}",
                told=f"sha256:{(entry.payload_sha256 or 'nothing')[:12]}",
                commit=(claim.main or "")[:10],
                made=f"sha256:{made[:12]}",
            ),
            msg("it was sent by {tool}: run the audit of that version before you judge", tool=entry.run.tool)
            if older
            else msg(
                "`smmops plan --payload` shows what the files make; ask {who} what was sent", who=entry.actor
            ),
        )


def _compared(where: str, claim: Entry, evidence: Mapping[str, Any]) -> Iterator[Problem]:
    """Whether the claim says of each file what the history says."""
    told, known = _who(claim.approval or {}), _who(evidence)
    for path, people in known.items():
        if told.get(path) != people:
            yield gap(
                "SMM461",
                where,
                msg(
                    "the claim says that {told} approved {path}; the history says {known}",
                    told=", ".join(told.get(path) or ("nobody",)),
                    path=path,
                    known=", ".join(people or ("nobody",)),
                ),
                msg("the history counts; ask {who} what wrote the claim", who=claim.actor),
            )


def _who(evidence: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    files = evidence.get("files")
    found: dict[str, tuple[str, ...]] = {}
    for one in files if isinstance(files, list | tuple) else ():
        if isinstance(one, Mapping):
            people = one.get("approvers")
            ids = (
                [str(p.get("id")) for p in people if isinstance(p, Mapping)]
                if isinstance(people, list)
                else []
            )
            found[str(one.get("path"))] = tuple(sorted(ids))
    return found
