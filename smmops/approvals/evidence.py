"""What a claim keeps of an approval: enough to prove it when the forge has forgotten it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from smmops.approvals.count import BREAK_GLASS, Tally, writers
from smmops.approvals.required import CLIENT, LEVELS, Demand
from smmops.model.people import Team
from smmops.model.ports import Landing

SCHEMA = "smmops.approval/1"


@dataclass(frozen=True, slots=True)
class Passed:
    """A file of a closure that may go out, and by what.

    `how` is `approved`, `self` (solo), `break-glass`, `on-main` (policy asks for nobody), or `founding`: what
    stood on main when the workspace began, before there was any policy that it could pass.
    `signers` are the blobs of allowed_signers before it came and now, where signatures were counted.
    """

    path: str
    blob: str
    how: str
    landing: Landing
    base: str | None
    demand: Demand
    tally: Tally
    team: Team
    tree: str = ""
    owners: str | None = None
    signers: tuple[str | None, str | None] = (None, None)


def file_evidence(passed: Passed) -> Mapping[str, Any]:
    """One file's evidence as JSON values. Nobody but members is named, and members by id alone."""
    landing, tally = passed.landing, passed.tally
    found: dict[str, Any] = {
        "path": passed.path,
        "blob": passed.blob,
        "level": _level(passed),
        "how": passed.how,
        "commit": landing.commit,
        "kind": landing.kind,
        "base": passed.base,
        "head": landing.head,
        "at": _time(landing.at),
        "forge": str(landing.evidence.get("forge", "")),
        "authors": list(writers(landing, passed.team)),
        "approvers": [{"id": a.id, "roles": list(a.roles), "at": _time(a.at)} for a in tally.approvers],
        "not_counted": [{"who": u.who, "why": u.why} for u in tally.uncounted],
        "asked": list(passed.demand.asked),
        "minimum": passed.demand.minimum,
    }
    if tally.proxied:
        found["proxied"] = [
            {"role": CLIENT, "via": one.via, "at": _time(one.at), "path": one.path, "blob": one.blob}
            for one in tally.proxied
        ]
    if tally.signed:
        found["signers"] = {"before": passed.signers[0], "now": passed.signers[1]}
        found["signatures"] = [
            {
                "id": one.id,
                "key": one.key,
                "at": _time(one.at),
                "path": one.path,
                "blob": one.blob,
                "commit": one.commit,
                "came": _time(one.came),
            }
            for one in tally.signed
        ]
    if passed.tree:
        found["tree"] = passed.tree
    return found | _from_forge(passed)


def _from_forge(passed: Passed) -> dict[str, Any]:
    """What only the forge knows, before it forgets it: numbers of members' accounts, of nobody else's."""
    landing, team = passed.landing, passed.team
    pull = landing.evidence.get("pull_request")
    if not isinstance(pull, Mapping):
        return {}
    numbers = {str(member.github_id): member.id for member in team.members if member.github_id is not None}

    def person(number: Any) -> dict[str, Any]:
        known = numbers.get(str(number))
        return {"id": known, "user": str(number)} if known else {"id": "unknown"}

    return {
        "came_by": landing.evidence.get("came_by"),
        "repository": landing.evidence.get("repository"),
        "pull_request": {
            **pull,
            "author": person(pull.get("author")),
            "merged_by": person(pull.get("merged_by")),
        },
        "reviews": [
            {
                **person(review.user),
                "review": review.id,
                "state": review.state,
                "commit": review.commit,
                "at": _time(review.at),
            }
            for review in landing.reviews
            if review.user in numbers
        ],
        "owners": passed.owners,
        "break_glass": BREAK_GLASS in landing.labels,
    }


def closure_evidence(passed: Sequence[Passed]) -> Mapping[str, Any]:
    """Evidence of a whole closure: the weakest level of its files, and what was out of the ordinary."""
    ways = {one.how for one in passed}
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "level": min((_level(one) for one in passed), key=LEVELS.index, default="on-main"),
        "approval": "self"
        if "self" in ways
        else "reviewed"
        if ways <= {"approved", "founding"}
        else "policy",
        "bypass": BREAK_GLASS in ways,
        "files": [file_evidence(one) for one in passed],
    }
    reasons = [str(one.landing.evidence.get("break_glass", "")) for one in passed if one.how == BREAK_GLASS]
    return found | ({"reason": reasons[0]} if reasons else {})


def _level(passed: Passed) -> Any:
    if passed.how == "approved":
        return passed.demand.level
    return "merged" if passed.landing.kind == "merge" else "on-main"


def _time(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
