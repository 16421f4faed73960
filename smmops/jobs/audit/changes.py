"""What came to main, and whether somebody looked at it: direct pushes, merges without enough approvals, emergencies."""

from collections.abc import Iterator, Sequence

from smmops.approvals.count import BREAK_GLASS, Tally, count, writers
from smmops.approvals.required import ADMIN, Demand, is_guarded, is_solo
from smmops.jobs.audit.codes import gap
from smmops.jobs.audit.past import Past
from smmops.model.audit import Landed
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.ports import Commit, Forge, Landing, NotYet
from smmops.model.problem import Problem
from smmops.model.settings import Policy

_People = tuple[tuple[str, ...], tuple[str, ...]]
"""Who wrote a change, and who approved it."""
_WATCHED = ("content/", "personas/", "campaigns/", "reviews/", ".github/")
_FILES = frozenset({"smmops.yaml", "team.yaml", "rights.yaml", "freeze.yaml", "money.yaml"})


def watched(past: Past, path: str) -> bool:
    """Whether a file is one that publications, or the rules for them, are made of."""
    home = f"{past.folder}/" if past.folder else ""
    inside = path.removeprefix(home)
    return path.startswith(home) and (inside in _FILES or inside.startswith(_WATCHED))


def landed(past: Past, at: int, forge: Forge | None) -> tuple[Landed, tuple[Problem, ...]] | None:
    """How the commit at a position came in, and its gaps; None where it touches nothing that is watched."""
    paths = tuple(path for path in sorted(past.changed.get(at, ())) if watched(past, path))
    commit = past.commits[at]
    if not paths:
        return None
    if forge is None:
        return Landed(commit.oid, commit.at, commit.subject, "not known", (), (), paths), ()
    base = past.rules(at - 1) if at else None
    if base is None or base.settings is None:
        return Landed(commit.oid, commit.at, commit.subject, "founding", (), (), paths), ()
    team = base.team
    if team is None:
        return _told(commit, "unapproved", paths, note="team.yaml before it cannot be used"), (
            _unreviewed(commit, paths, "team.yaml before it cannot be used"),
        )
    landing = forge.landing(commit)
    if isinstance(landing, NotYet):
        return _told(commit, "not known", paths, note=landing.reason), ()
    return _judged(commit, landing, paths=paths, past=past, rules=(base.settings.policy, team))


def _judged(
    commit: Commit, landing: Landing, *, paths: Sequence[str], past: Past, rules: tuple[Policy, Team]
) -> tuple[Landed, tuple[Problem, ...]]:
    policy, team = rules
    authors = writers(landing, team)
    if is_solo(team):
        return _told(commit, "self", paths, people=(authors, ())), ()
    home = f"{past.folder}/" if past.folder else ""
    tallies = [(path, _tally(landing, path.removeprefix(home), policy=policy, team=team)) for path in paths]
    people = tuple(dict.fromkeys(a.id for _, tally in tallies for a in tally.approvers))
    lacking = next(((path, tally) for path, tally in tallies if tally.missing), None)
    strangers = (*_strangers(commit, landing, tallies), *_unwitnessed(commit, landing))
    if lacking is None:
        how = "reviewed" if people else "policy"
        return _told(commit, how, paths, people=(authors, people)), strangers
    path, tally = lacking
    said = "; ".join(f"{one.who} {one.why}" for one in tally.uncounted)
    why = (tally.missing.fill() if tally.missing else "") + (f" ({said})" if said else "")
    reason = str(landing.evidence.get("break_glass") or "").strip()
    if landing.kind == "merge" and BREAK_GLASS in landing.labels and reason:
        found = _told(commit, BREAK_GLASS, paths, people=(authors, people), note=reason)
        return found, (*strangers, _emergency(commit, path, reason))
    how = "unapproved" if landing.kind == "merge" else "direct"
    own = tuple(_own(commit, landing, tally, team=team))
    found = _told(commit, how, paths, people=(authors, people), note=why)
    return found, (*strangers, *own, _unreviewed(commit, paths, why))


def _tally(landing: Landing, inside: str, *, policy: Policy, team: Team) -> Tally:
    """The approvals of one file by the rule that holds for all; what rules ask of single posts, publications tell."""
    asked = policy.approvals
    groups = [asked.any] if asked.any else []
    if is_guarded(inside):
        groups.append((ADMIN,))
    minimum = asked.minimum or 0 if asked.level != "on-main" else 0
    demand = Demand(minimum=minimum, level="merged", all=tuple(asked.all), any=tuple(map(tuple, groups)))
    return count(landing, inside, demand=demand, team=team)


def _strangers(commit: Commit, landing: Landing, tallies: Sequence[tuple[str, Tally]]) -> Iterator[Problem]:
    """Trailers of the local forge that name nobody of the team: whoever may push may write any."""
    unknown = any(one.who == "unknown" for _, tally in tallies[:1] for one in tally.uncounted)
    if unknown and landing.approvals:
        yield gap(
            "SMM460",
            commit.oid,
            msg(
                "its trailers name somebody who was no member of team.yaml: {who}",
                who=", ".join(who for who, *_ in landing.approvals),
            ),
            msg("ask {who}, who merged it", who=landing.merged_by or commit.committer),
        )


def _unwitnessed(commit: Commit, landing: Landing) -> Iterator[Problem]:
    """A merge of the local forge whose trailers an author wrote: nobody but he says that others approved."""
    wrote = {email.casefold() for email in landing.authors}
    if landing.approvals and {commit.author.casefold(), commit.committer.casefold()} & wrote:
        yield gap(
            "SMM474",
            commit.oid,
            msg(
                "{who} wrote a part of it, merged it, and wrote that {others} approved it",
                who=commit.committer,
                others=", ".join(who for who, *_ in landing.approvals),
            ),
            msg("ask them whether they did; have the one who approves merge, or sign (`level: signed`)"),
        )


def _own(commit: Commit, landing: Landing, tally: Tally, *, team: Team) -> Iterator[Problem]:
    wrote = set(writers(landing, team))
    for one in tally.uncounted:
        if one.who in wrote and one.who != "unknown":
            yield gap(
                "SMM459",
                commit.oid,
                msg("{who} wrote what came in and is named as its approver", who=one.who),
                msg(
                    "have another member review it; `git log {commit}` names the authors",
                    commit=commit.oid[:10],
                ),
            )
            return


def _emergency(commit: Commit, path: str, reason: str) -> Problem:
    return gap(
        "SMM463",
        commit.oid,
        msg(
            "an emergency brought {path} in without the approvals that policy asks: {reason}",
            path=path,
            reason=reason,
        ),
        msg("review it now, and write down that you did"),
    )


def _unreviewed(commit: Commit, paths: Sequence[str], why: str) -> Problem:
    return gap(
        "SMM462",
        commit.oid,
        msg(
            "{path} came to main without review by {who}: {why}", path=paths[0], who=commit.committer, why=why
        )
        if len(paths) == 1
        else msg(
            "{count} files, {path} first, came to main without review by {who}: {why}",
            count=len(paths),
            path=paths[0],
            who=commit.committer,
            why=why,
        ),
        msg("review the change now; a rule of the forge that asks for pull requests keeps others out"),
    )


def _told(
    commit: Commit, how: str, paths: Sequence[str], *, people: _People = ((), ()), note: str = ""
) -> Landed:
    return Landed(commit.oid, commit.at, commit.subject, how, *people, tuple(paths), note)
