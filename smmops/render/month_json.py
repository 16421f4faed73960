"""A month as JSON values."""

from typing import Any

from smmops.render.agenda import Agenda, Row, Standing
from smmops.words.catalogue import say

FORMAT_VERSION = 1


def month_facts(agenda: Agenda) -> dict[str, Any]:
    """`format_version` 1, `month`, `posts`, `drafts`, `channels`, `ideas`, `broken`; times in UTC.

    `ledger` says whether states come from the ledger too, `stops` what is frozen or paused. `left` and `short` are null without a cadence.
    """
    return {
        "format_version": FORMAT_VERSION,
        "month": f"{agenda.month:%Y-%m}",
        "timezone": agenda.zone.key,
        "ledger": agenda.ledger,
        "posts": [_row(row, agenda) for row in agenda.rows],
        "drafts": [_row(row, agenda) for row in agenda.drafts],
        "channels": [_standing(standing) for standing in agenda.standings],
        "ideas": agenda.ideas,
        "stops": [say(stop, agenda.language) for stop in agenda.stops],
        "broken": [{"post": post, "path": path} for post, path in agenda.broken],
    }


def _row(row: Row, agenda: Agenda) -> dict[str, Any]:
    return {
        "post": row.post,
        "title": row.title,
        "channels": list(row.channels),
        "state": row.look.word,
        "at": f"{row.at:%Y-%m-%dT%H:%M:%SZ}" if row.at else None,
        "local": row.at.astimezone(agenda.zone).isoformat(timespec="minutes") if row.at else None,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    channel, gap = standing.channel, standing.gap
    most = channel.cadence.max_gap
    return {
        "channel": channel.id,
        "network": channel.network,
        "mark": standing.mark,
        "posts": standing.posts,
        "weeks": [
            {"monday": str(week.monday), "posts": week.posts, "over": week.over} for week in standing.weeks
        ],
        "per_week": list(channel.cadence.per_week) if channel.cadence.per_week else None,
        "left": standing.left,
        "short": standing.short,
        "longest_gap_s": int(gap.total_seconds()) if gap is not None else None,
        "max_gap_s": int(most.total_seconds()) if most is not None else None,
    }
