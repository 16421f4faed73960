"""CODEOWNERS: whom GitHub asks to review which path, made from team.yaml and policy.

GitHub asks one owner of the last line that matches, so lines run from general to particular, and the lines of
smmops stand last. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smmops.approvals.required import ADMIN, GUARDED
from smmops.model.people import Member, Team
from smmops.model.settings import ApprovalRule, Settings
from smmops.store.git_glob import is_glob, matches

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for an owners file; the first that is there counts."""

_BEGIN = "# smmops {brand}: begin, made from team.yaml and smmops.yaml by `smmops owners --write`"
_END = "# smmops {brand}: end"
_MARK = re.compile(r"# smmops (\S+): (begin|end)\b.*")
_MONEY = ("campaigns/**", "money.yaml")
_FILES = (
    *("campaigns/**", "content/**", "personas/**", "playbooks/**"),
    *("freeze.yaml", "handles.yaml", "moderation.yaml", "money.yaml", "strategy.md"),
)
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Drift:
    """Where an owners file is out of step: `line` from 1, what stands there and what should.

    `wrong` is None where lines are missing at the end, `right` None for a line that should not be there. `after`
    is set where the line stands below the lines of smmops and takes over from them.
    """

    line: int
    wrong: str | None
    right: str | None
    after: bool = False


def owner_lines(settings: Settings, team: Team, *, folder: str = "", place: str = PLACES[0]) -> list[str]:
    """The lines of one brand, with the marks around them; `folder` is its folder from the root, `` for the root.

    `place` is where the owners file lies. A glob that CODEOWNERS cannot say stands as a comment: smmops asks for its
    approvals all the same.
    """
    mark = {"brand": settings.id}
    return [_BEGIN.format(**mark), *_owned(settings, team, folder, place), _END.format(**mark)]


def written(before: str, lines: Sequence[str], brand: str) -> str:
    """An owners file with these lines for that brand; other brands' lines and a person's own stay.

    Every block of smmops stands below the person's own lines, because the last line that matches counts.
    """
    own, blocks = _read(before)
    blocks[brand] = list(lines)
    parts = ["\n".join(own).strip("\n"), *("\n".join(block) for block in blocks.values())]
    return "\n\n".join(part for part in parts if part) + "\n"


def drift(text: str, lines: Sequence[str], brand: str) -> Drift | None:
    """The first place where an owners file differs from these lines; None where it is in step, or not ours.

    A file without the marks of this brand was written by hand, and is nobody's business here.
    """
    found = text.splitlines()
    marks = {at: mark for at, line in enumerate(found) if (mark := _MARK.fullmatch(line))}
    begin = next((at for at, mark in marks.items() if mark.groups() == (brand, "begin")), None)
    if begin is None:
        return None
    for offset, right in enumerate(lines):
        at = begin + offset
        if at >= len(found):
            return Drift(len(found), None, right)
        if found[at] != right:
            return Drift(at + 1, found[at], right)
    inside = False
    for at in range(begin + len(lines), len(found)):
        mark = marks.get(at)
        if mark:
            inside = mark[2] == "begin" and mark[1] != brand
        if (mark and mark[1] == brand) or not (mark or inside or found[at].lstrip()[:1] in ("", "#")):
            return Drift(at + 1, found[at], None, after=True)
    return None


def has_marks(text: str, brand: str) -> bool:
    """Whether an owners file holds lines that smmops made for that brand."""
    return any((mark := _MARK.fullmatch(line)) and mark[1] == brand for line in text.splitlines())


def _read(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """(a person's own lines, the lines of each brand)."""
    own: list[str] = []
    blocks: dict[str, list[str]] = {}
    brand: str | None = None
    for line in text.splitlines():
        mark = _MARK.fullmatch(line)
        if mark and mark[2] == "begin":
            brand = mark[1]
            blocks[brand] = []
        if brand is None:
            own.append(line)
        else:
            blocks[brand].append(line)
        if mark and mark[2] == "end":
            brand = None
    return own, blocks


def _owned(settings: Settings, team: Team, folder: str, place: str) -> Iterator[str]:
    # an admin without an entry under `roles:` may approve everything
    may = {ADMIN: ("**",), **{name: role.may_approve for name, role in team.roles.items()}}
    reviewers = [member for member in team.members if any(may.get(role) for role in member.roles)]
    yield from _line("**", _logins(reviewers), folder)
    globs = {*_FILES, *(glob for role in may.values() for glob in role)} - {"**"}
    for glob in sorted(globs, key=_particular):
        yield from _line(glob, _logins(_who(team, may, glob)), folder)
    asked = [each for rule in settings.policy.rules for each in _asked(rule)]
    for glob, roles in sorted(asked, key=lambda each: _particular(each[0])):
        yield from _line(glob, _logins(m for m in team.members if set(roles) & set(m.roles)), folder)
    admins = _logins(member for member in team.members if ADMIN in member.roles)
    for glob in GUARDED:
        yield from _line(glob, admins, folder)
    outside = [] if place.startswith(".github/") else [place]
    for glob in [*([".github/**"] if folder else []), *outside]:
        yield from _line(glob, admins, "")


def _who(team: Team, may: Mapping[str, Sequence[str]], glob: str) -> list[Member]:
    """Members with a role that may approve all that the glob names."""
    return [
        member
        for member in team.members
        if any(_covers(each, glob) for role in member.roles for each in may.get(role, ()))
    ]


def _covers(wide: str, narrow: str) -> bool:
    """Whether every path of `narrow` is one of `wide`, as far as that can be told from the globs."""
    if wide in ("**", narrow):
        return True
    if wide.endswith("/**") and not is_glob(wide[:-3]):
        return narrow.startswith(wide[:-2])
    return not is_glob(narrow) and matches(narrow, wide)


def _asked(rule: ApprovalRule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(glob, roles) of a rule that asks for roles by path alone; others depend on what a post is, not where."""
    match, roles = rule.match, (*rule.approvals.all, *rule.approvals.any)
    other = (match.labels, match.type, match.channels, match.networks, match.campaigns, match.disclose)
    if not roles or any(other):
        return
    by_money = match.money_over is not None or match.raise_over is not None
    for glob in match.paths or (_MONEY if by_money else ()):
        yield glob, roles


def _particular(glob: str) -> tuple[int, int, str]:
    """General globs first: `**`, then folders, then single files."""
    return (not glob.startswith(("*", "?")), glob.count("/") - glob.count("*"), glob)


def _logins(members: "Iterator[Member] | list[Member]") -> str:
    return " ".join(f"@{m.github}" for m in members if m.github and _LOGIN.fullmatch(m.github))


def _line(glob: str, logins: str, folder: str) -> Iterator[str]:
    """The line of one glob; none where nobody has an account: a line without owners would let everybody in."""
    if not logins:
        return
    path = _pattern(glob, folder)
    if path is None:
        plain = "".join(c if c.isprintable() else "?" for c in glob)
        yield f"# CODEOWNERS cannot say {plain}: smmops alone asks for its approvals"
    else:
        yield f"{path} {logins}"


def _pattern(glob: str, folder: str) -> str | None:
    """A glob of policy as CODEOWNERS writes it; None for what it has no way to say.

    No `!`, no `[ ]`; a blank takes a backslash; `#` begins a comment.
    """
    if glob == "**":
        return f"/{_escaped(folder)}/" if folder else "*"
    path = f"{folder}/{glob}" if folder else glob
    if any(c in path for c in "![]#\\") or not path.isprintable() or path.startswith("/"):
        return None
    return "/" + _escaped(path[:-2] if path.endswith("/**") else path)


def _escaped(path: str) -> str:
    return path.replace(" ", "\\ ")
