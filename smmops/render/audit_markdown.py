"""An audit as a Markdown report: what a person signs, files, and asks about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from smmops.model.audit import Audit, Publication
from smmops.model.problem import Problem, Severity
from smmops.words.catalogue import say
from smmops.words.escape import markdown as plain

REVIEWED = frozenset({"reviewed", "founding", "self", "policy"})


def markdown(audit: Audit, language: str = "en") -> str:
    """The whole report. One section an auditor's question, in the order that they are asked."""
    sections = (
        _head(audit),
        _gaps(audit, language),
        _population(audit),
        _publications(audit),
        _changes(audit),
        _emergencies(audit),
        _freezes(audit),
        _doubts(audit),
        _takedowns(audit),
        _ledger(audit),
        _method(audit),
    )
    return "\n".join(line for section in sections for line in section).rstrip("\n") + "\n"


def period(audit: Audit) -> str:
    """The days that the audit is about, in words."""
    if audit.start and audit.end:
        return f"{audit.start} to {audit.end}"
    if audit.start:
        return f"from {audit.start}"
    return f"up to {audit.end}" if audit.end else "everything since the ledger began"


def verdict(audit: Audit) -> str:
    """What the evidence comes to, in one sentence that claims no more than was looked at."""
    looked = len(audit.shown)
    things = f"{looked} publication{'' if looked == 1 else 's'}"
    if audit.errors:
        gaps = f"{audit.errors} gap{'' if audit.errors == 1 else 's'}"
        return f"{gaps} found: where one is named, the records do not support that what was reviewed is what was sent."
    return f"No gap found: the records support that what was reviewed is what was sent, for {things}."


def _head(audit: Audit) -> Iterator[str]:
    yield f"# Audit of {plain(audit.brand)}: {period(audit)}"
    yield ""
    yield f"**{verdict(audit)}**"
    yield ""
    yield f"- made {_at(audit.at, audit)} by {plain(audit.tool)}"
    yield f"- main `{audit.main}`"
    yield f"- ledger `{audit.state}`"
    where = "the clone, the forge and the networks" if audit.online else "the clone alone (offline)"
    yield f"- looked at: {where}; times are {plain(audit.zone)}"
    if audit.solo:
        yield "- one member, who approves himself: every approval here is self-approved, nobody else looked"
    yield ""


def _gaps(audit: Audit, language: str) -> Iterator[str]:
    yield "## Gaps"
    yield ""
    errors = [gap for gap in audit.gaps if gap.severity is Severity.ERROR]
    yield from _problems(errors, language) if errors else ["None.", ""]
    rest = [gap for gap in audit.gaps if gap.severity is not Severity.ERROR]
    if rest:
        yield "## To look at"
        yield ""
        yield from _problems(rest, language)


def _problems(gaps: Iterable[Problem], language: str) -> Iterator[str]:
    for gap in gaps:
        yield f"- **{gap.code} {gap.slug}** at {plain(gap.path)}: {plain(say(gap.message, language))}"
        yield f"  - to do: {plain(say(gap.fix, language))}"
    yield ""


def _population(audit: Audit) -> Iterator[str]:
    yield "## Population"
    yield ""
    yield f"{len(audit.population)} publications went out in the period, or may have."
    others = ", ".join(f"{count} {state}" for state, count in sorted(audit.others.items()))
    if others:
        yield f"In the ledger and never out: {others}."
    if audit.sample:
        sample = audit.sample
        yield (
            f"Sample: {len(sample.keys)} of {len(audit.population)}, seed `{plain(sample.seed)}`. "
            "To draw it again: sort the keys of the population by the SHA-256 of `<seed>:<key>` and take the first."
        )
        yield ""
        yield from (f"{number}. {plain(key)}" for number, key in enumerate(sample.keys, start=1))
    yield ""


def _publications(audit: Audit) -> Iterator[str]:
    yield "## Publications"
    yield ""
    if not audit.shown:
        yield "None."
        yield ""
    for row in audit.shown:
        yield f"### {plain(row.key)}"
        yield ""
        yield from _publication(row, audit)
        yield ""


def _publication(row: Publication, audit: Audit) -> Iterator[str]:
    yield f"- state: {row.state} on {plain(row.network or 'a channel that is gone')} as {plain(row.account)}"
    yield f"- written by: {plain(', '.join(row.authors)) or 'not known'}"
    people = "; ".join(
        f"{plain(given.who)} ({plain(', '.join(given.roles)) or 'no role'}) {_at(given.at, audit)}"
        for given in row.approvers
    )
    how = "recomputed from history" if row.proof == "recomputed" else "as the claim recorded it"
    yield f"- approved by: {people or 'nobody'}; approval: {plain(row.approval)}, level {plain(row.level) or 'none'}, {how}"
    yield f"- sent: {_at(row.sent_at, audit)}{_late(row)}; due {_at(row.due_at, audit)}"
    yield f"- payload: `sha256:{plain(row.payload_sha256 or 'none')}` from main `{(row.main or 'none')[:12]}`"
    for path, blob in row.blobs:
        yield f"  - {plain(path)} `{plain(blob[:12])}`"
    for remote, url in row.remotes:
        yield f"- network id: {plain(remote)}{f' at {plain(url)}' if url else ''}"
    if row.verified_at:
        yield f"- read back as sent: {_at(row.verified_at, audit)}"
    if row.edited_at:
        yield f"- edited by a reviewed change: {_at(row.edited_at, audit)}"
    if row.drift:
        yield f"- **drifted** ({_at(row.drifted_at, audit)}): {plain(row.drift)}"
    if row.removed:
        yield f"- taken down {_at(row.removed.at, audit)} by {plain(row.removed.by)}: {plain(row.removed.reason) or 'no reason given'}"
    if row.gaps:
        yield f"- **gaps**: {', '.join(row.gaps)}"


def _late(row: Publication) -> str:
    return "" if row.late_s is None else f", {row.late_s} s late"


def _changes(audit: Audit) -> Iterator[str]:
    yield "## Changes of main"
    yield ""
    counts = Counter(change.how for change in audit.changes)
    total = ", ".join(f"{count} {how}" for how, count in sorted(counts.items())) or "none"
    yield f"Commits that touch what publications are made of: {total}."
    yield ""
    odd = [change for change in audit.changes if change.how not in REVIEWED]
    if odd:
        yield "| commit | when | how | written by | approved by | files | note |"
        yield "|---|---|---|---|---|---|---|"
    for change in odd:
        files = ", ".join(change.paths[:3]) + (
            f" and {len(change.paths) - 3} more" if len(change.paths) > 3 else ""
        )
        cells = (
            f"`{change.commit[:12]}`",
            _at(change.at, audit),
            plain(change.how),
            plain(", ".join(change.authors)),
            plain(", ".join(change.approvers)),
            plain(files),
            plain(change.note),
        )
        yield f"| {' | '.join(cells)} |"
    if odd:
        yield ""


def _emergencies(audit: Audit) -> Iterator[str]:
    rows = [change for change in audit.changes if change.how == "break-glass"]
    yield from _list("Bypasses", [f"`{c.commit[:12]}` {_at(c.at, audit)}: {plain(c.note)}" for c in rows])


def _freezes(audit: Audit) -> Iterator[str]:
    rows = []
    for each in audit.freezes:
        end = _at(each.end, audit) if each.end else "still on"
        kind = "pause without review, to be reviewed" if each.order else "reviewed change of freeze.yaml"
        scope = plain(", ".join(each.scope))
        rows.append(
            f"{_at(each.start, audit)} to {end}, {scope}, by {plain(each.by)} ({kind}): {plain(each.reason)}"
        )
    yield from _list("Freezes", rows)


def _doubts(audit: Audit) -> Iterator[str]:
    rows = []
    for each in audit.doubts:
        ended = (
            f"{plain(each.decision or '')} {_at(each.decided_at, audit)} by {plain(each.by or '')}: {plain(each.how or '')}"
            if each.decided_at
            else "**not decided yet**"
        )
        rows.append(f"{plain(each.key)}, unknown since {_at(each.at, audit)}; {ended}")
    yield from _list("Unknown outcomes and how they were decided", rows)


def _takedowns(audit: Audit) -> Iterator[str]:
    rows = [
        f"{plain(row.key)} {_at(row.removed.at, audit)} by {plain(row.removed.by)}: {plain(row.removed.reason)}"
        for row in audit.shown
        if row.removed
    ]
    yield from _list("Taken down", rows)


def _list(title: str, rows: Sequence[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from (f"- {row}" for row in rows) if rows else ["None."]
    yield ""


def _ledger(audit: Audit) -> Iterator[str]:
    proof = audit.proof
    yield "## The ledger's own history"
    yield ""
    yield (
        f"{proof.commits} commits with {proof.files} files, {_at(proof.first, audit)} to {_at(proof.last, audit)}; "
        f"compared with {proof.anchors} anchors, {proof.checkpoints} of them checkpoint tags"
        + (
            f", the first checkpoint of {_at(proof.first_checkpoint, audit)}."
            if proof.first_checkpoint
            else "."
        )
    )
    broken = sum(gap.code in ("SMM450", "SMM451", "SMM452", "SMM455") for gap in audit.gaps)
    yield f"Not append-only in {broken} places." if broken else "Every commit only adds files: append-only."
    yield ""


def _method(audit: Audit) -> Iterator[str]:
    yield "## What this is, and is not"
    yield ""
    yield "The hashes were made again from the files of main, and compared with claims and receipts."
    if not audit.online:
        yield "The forge and the networks were not asked: what changed there since is not known here."
    yield "This report supports an opinion on the controls; it is none."


def _at(at: datetime | None, audit: Audit) -> str:
    return at.astimezone(ZoneInfo(audit.zone)).strftime("%Y-%m-%d %H:%M:%S") if at else "not known"
