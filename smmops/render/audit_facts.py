"""An audit as JSON values and as CSV: for tools, and for whoever keeps working papers in a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from smmops.model.audit import Audit, Doubt, Frozen, Landed, Publication
from smmops.model.problem import Problem
from smmops.words.catalogue import say
from smmops.words.escape import csv as cell

FORMAT_VERSION = 1
_HALF = re.compile("[\ud800-\udfff]")
COLUMNS = (
    "key",
    "post",
    "channel",
    "network",
    "account",
    "state",
    "authors",
    "approvers",
    "approved_at",
    "approval",
    "level",
    "proof",
    "payload_sha256",
    "main_commit",
    "due_at",
    "sent_at",
    "late_s",
    "network_ids",
    "addresses",
    "verified_at",
    "drifted_at",
    "drift",
    "edited_at",
    "removed_at",
    "removed_by",
    "removed_why",
    "in_sample",
    "gaps",
)


def facts(audit: Audit, language: str = "en") -> dict[str, Any]:
    """Everything as JSON values; times are ISO 8601 in UTC, texts are not escaped."""
    proof, sample = audit.proof, audit.sample
    return {
        "format_version": FORMAT_VERSION,
        "brand": audit.brand,
        "timezone": audit.zone,
        "main": audit.main,
        "state": audit.state,
        "at": _iso(audit.at),
        "tool": audit.tool,
        "from": audit.start,
        "to": audit.end,
        "online": audit.online,
        "solo": audit.solo,
        "population": {"size": len(audit.population), "keys": [row.key for row in audit.population]},
        "sample": {"size": sample.size, "seed": sample.seed, "keys": list(sample.keys)} if sample else None,
        "publications": [_publication(row) for row in audit.shown],
        "others": dict(sorted(audit.others.items())),
        "changes": [_change(change) for change in audit.changes],
        "freezes": [_freeze(each) for each in audit.freezes],
        "unknowns": [_doubt(each) for each in audit.doubts],
        "append_only": {
            "commits": proof.commits,
            "files": proof.files,
            "first": _iso(proof.first),
            "last": _iso(proof.last),
            "anchors": proof.anchors,
            "checkpoints": proof.checkpoints,
            "first_checkpoint": _iso(proof.first_checkpoint),
        },
        "gaps": [_gap(each, language) for each in audit.gaps],
        "counts": {"gaps": audit.errors, "to_look_at": len(audit.gaps) - audit.errors},
    }


def json_text(value: Any) -> str:
    """JSON as our files have it; half characters as escapes, since receipts may hold what no file can."""
    told = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", told) + "\n"


def csv_text(audit: Audit) -> str:
    """One line a publication that is shown; no cell is taken for a formula. Times are of the workspace's zone."""
    zone = ZoneInfo(audit.zone)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in audit.shown:
        writer.writerow([cell(value) for value in _cells(row, zone, sampled=audit.sample is not None)])
    return out.getvalue()


def _cells(row: Publication, zone: ZoneInfo, *, sampled: bool) -> Iterator[str]:
    yield from (row.key, row.post, row.channel, row.network, row.account, row.state)
    yield " ".join(row.authors)
    yield " ".join(given.who for given in row.approvers)
    yield " ".join(_local(given.at, zone) for given in row.approvers)
    yield from (row.approval, row.level, row.proof, row.payload_sha256 or "", row.main or "")
    yield from (_local(row.due_at, zone), _local(row.sent_at, zone))
    yield "" if row.late_s is None else str(row.late_s)
    yield " ".join(remote for remote, _ in row.remotes)
    yield " ".join(url for _, url in row.remotes if url)
    yield from (_local(row.verified_at, zone), _local(row.drifted_at, zone), row.drift or "")
    yield _local(row.edited_at, zone)
    gone = row.removed
    yield from (_local(gone.at, zone), gone.by, gone.reason) if gone else ("", "", "")
    yield "yes" if sampled else ""
    yield " ".join(row.gaps)


def _publication(row: Publication) -> dict[str, Any]:
    gone = row.removed
    return {
        "key": row.key,
        "post": row.post,
        "channel": row.channel,
        "network": row.network,
        "account": row.account,
        "state": row.state,
        "authors": list(row.authors),
        "approvers": [{"id": g.who, "roles": list(g.roles), "at": _iso(g.at)} for g in row.approvers],
        "approval": row.approval,
        "level": row.level,
        "proof": row.proof,
        "payload_sha256": row.payload_sha256,
        "main": row.main,
        "blobs": [list(pair) for pair in row.blobs],
        "due_at": _iso(row.due_at),
        "sent_at": _iso(row.sent_at),
        "late_s": row.late_s,
        "remotes": [{"id": remote, "url": url} for remote, url in row.remotes],
        "verified_at": _iso(row.verified_at),
        "drifted_at": _iso(row.drifted_at),
        "drift": row.drift,
        "edited_at": _iso(row.edited_at),
        "removed": {"at": _iso(gone.at), "by": gone.by, "reason": gone.reason} if gone else None,
        "gaps": list(row.gaps),
    }


def _change(change: Landed) -> dict[str, Any]:
    return {
        "commit": change.commit,
        "at": _iso(change.at),
        "subject": change.subject,
        "how": change.how,
        "authors": list(change.authors),
        "approvers": list(change.approvers),
        "paths": list(change.paths),
        "note": change.note,
    }


def _freeze(each: Frozen) -> dict[str, Any]:
    return {
        "start": _iso(each.start),
        "end": _iso(each.end),
        "scope": list(each.scope),
        "by": each.by,
        "reason": each.reason,
        "order": each.order,
    }


def _doubt(each: Doubt) -> dict[str, Any]:
    return {
        "key": each.key,
        "at": _iso(each.at),
        "decided_at": _iso(each.decided_at),
        "decision": each.decision,
        "by": each.by,
        "how": each.how,
    }


def _gap(each: Problem, language: str) -> dict[str, Any]:
    return {
        "code": each.code,
        "slug": each.slug,
        "severity": each.severity.value,
        "path": each.path,
        "message": say(each.message, language),
        "fix": say(each.fix, language),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _local(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else ""
