"""Evidence that a claim kept of a forge, held against what git alone can prove of it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.past import Past
from smmops.model.entry import Entry
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.post import Post
from smmops.model.problem import Problem

_ASK = msg("`smmops audit --online` asks the forge; it keeps reviews for as long as the repository stands")


def recorded(claim: Entry, post: Post, *, past: Past, at: int) -> Iterator[Problem]:
    """What the claim's own evidence lacks: a file without any, another commit, an author or too few who approved."""
    where = entry_file(claim)
    files = files_of(claim.approval)
    for path, blob in post.blobs:
        told = files.get(path)
        if told is None or told.get("blob") != blob:
            yield gap(
                "SMM458",
                where,
                msg("the claim has no evidence for {path} at {blob}", path=path, blob=blob[:10]),
                _ASK,
            )
            continue
        touches = past.touches(at, path)
        if not touches or touches[0].commit.oid != told.get("commit"):
            yield gap(
                "SMM461",
                where,
                msg(
                    "the claim says that {told} brought {path}; main says {known}",
                    told=str(told.get("commit"))[:10],
                    path=path,
                    known=touches[0].commit.oid[:10] if touches else "nothing",
                ),
                _ASK,
            )
            continue
        wrong = _wrong(told)
        if wrong:
            yield gap(wrong[0], where, wrong[1], _ASK)


def _wrong(told: Mapping[str, Any]) -> tuple[str, Message] | None:
    people = approvers(told)
    path, authors = str(told.get("path")), told.get("authors")
    own = sorted(set(authors if isinstance(authors, list) else ()) & {one for one, *_ in people})
    if told.get("how") != "approved":
        return None
    if own:
        return "SMM459", msg("{who} wrote {path} and approved it", who=own[0], path=path)
    if len(people) < (told.get("minimum") or 0):
        return "SMM458", msg(
            "{count} of {minimum} approvals of {path} stand in the claim",
            count=len(people),
            minimum=int(told.get("minimum") or 0),
            path=path,
        )
    reviews = told.get("reviews")
    if isinstance(reviews, list):
        given = {
            r.get("id")
            for r in reviews
            if isinstance(r, Mapping) and r.get("state") == "approved" and r.get("commit") == told.get("head")
        }
        lacking = next((one for one, *_ in people if one not in given), None)
        if lacking:
            return "SMM461", msg(
                "{who} counts for {path}, and no review of that head by this member is kept",
                who=lacking,
                path=path,
            )
    return None


def lapsed(evidence: Mapping[str, Any] | None, past: Past) -> Iterator[tuple[str, str, str]]:
    """(member, topic, path) of approvals whose giver had no valid training, by the team file before the change."""
    for path, told in files_of(evidence).items():
        base = past.position.get(str(told.get("base")))
        team = past.rules(base).team if base is not None else None
        for who, roles, given in approvers(told) if team else ():
            topics = [_lapsed(role, who, given, team) for role in roles] if team and given else []
            if topics and all(topics):
                yield who, str(topics[0]), path


def _lapsed(role: str, who: str, given: datetime, team: Team) -> str | None:
    day = given.astimezone(UTC).date()
    for training in team.training:
        done = training.done.get(who)
        if role in training.required_for and (done is None or not done <= day <= done + training.valid):
            return training.topic
    return None


def approvers(told: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...], datetime | None]]:
    """(member, roles, time) of a file's approvals, as a claim tells them."""
    people = told.get("approvers")
    return [
        (str(one.get("id")), tuple(map(str, one.get("roles") or ())), _time(one.get("at")))
        for one in (people if isinstance(people, list) else ())
        if isinstance(one, Mapping)
    ]


def files_of(evidence: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    """Evidence by path; what cannot be read is left out."""
    files = (evidence or {}).get("files")
    rows = files if isinstance(files, list | tuple) else ()
    return {str(one.get("path")): one for one in rows if isinstance(one, Mapping)}


def _time(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else None
