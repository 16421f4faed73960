"""Which approvals a change needs: policy, roles and rules are those of the base."""

from collections.abc import Iterable

from smmops.approvals.required import LEVELS, NOBODY, NOTHING, Demand, Subject, is_guarded, required
from smmops.model.plan import Need
from smmops.model.post import Post, Variant
from smmops.plan.side import Side


def needs_of(base: Side, head: Side, *, best: str, post: Post, variant: Variant) -> Need | None:
    """What the change of this post on this channel needs: all files of its closure that differ, together."""
    before = base.post(post.id)
    old = dict(before.blobs) if before else {}
    changed = [path for path, blob in post.blobs if old.get(path, base.oid(path)) != blob]
    if post.path not in changed and not before:
        changed.append(post.path)
    subjects = [
        Subject(path.removeprefix(head.home), post, variant, tagged=path == post.path) for path in changed
    ]
    return _together(
        subjects or [Subject(post.path.removeprefix(head.home), post, variant)], base, head, best
    )


def needs_of_file(base: Side, head: Side, path: str, *, best: str) -> Need | None:
    """What a file that is no post needs by itself."""
    subject = Subject(path.removeprefix(head.home), NOTHING, NOBODY, tagged=False)
    return _together([subject], base, head, best)


def guarded(path: str) -> bool:
    """Whether a path, from the brand's folder, always needs an admin."""
    return is_guarded(path)


def _together(subjects: Iterable[Subject], base: Side, head: Side, best: str) -> Need | None:
    """The strictest of all demands; by the head's policy only where the base has none yet."""
    ruling = base.workspace if base.workspace.settings and base.workspace.team else head.workspace
    if ruling.settings is None or ruling.team is None:
        return None
    demands: list[Demand] = [
        required(subject, policy=ruling.settings.policy, team=ruling.team, best=best) for subject in subjects
    ]
    strongest = max(demands, key=lambda demand: LEVELS.index(demand.level))
    return Need(
        minimum=max(demand.minimum for demand in demands),
        level=strongest.level,
        all=tuple(dict.fromkeys(role for demand in demands for role in demand.all)),
        any=tuple(dict.fromkeys(group for demand in demands for group in demand.any)),
        asked=tuple(dict.fromkeys(rule for demand in demands for rule in demand.asked)),
    )
