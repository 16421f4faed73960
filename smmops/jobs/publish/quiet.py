"""Whether a tick has anything to look at, by the newest checkpoint alone."""

from datetime import datetime

from smmops import __version__
from smmops.jobs.publish.shift import Shift
from smmops.ledger.rest import LASTS, Rest, all_rest, came_to, newest
from smmops.ledger.verify import newest_checkpoint, verify
from smmops.model.ports import Tips
from smmops.model.world import World
from smmops.plan.scene import key_of


def quiet(world: World, tips: Tips, now: datetime) -> bool:
    """Whether it is certain that nothing is due, open or waiting: main and the ledger need not be read.

    SmmopsError (75) where the ledger cannot be trusted, as `verify` says.
    """
    said = newest(world.git, tips, folder=world.folder)
    if said is None:
        return False
    brand, rest = said
    if (rest.tool, rest.main) != (__version__, tips.main):
        return False  # a main that came back to the same files was another one in between
    tip = verify(world.git, tips, brand)
    anchor = newest_checkpoint(tips, brand)
    since = came_to(world.git, anchor, tip, brand) if anchor else None
    return since is not None and rest.holds(now, since)


def rest_of(shift: Shift) -> Rest | None:
    """What the checkpoint of this tick may say of what is to come; None while anything waits or is stopped.

    It speaks from the last look on, never from the end of the run: something may have come due meanwhile.
    """
    at = shift.looked
    if at is None or shift.troubles or shift.wanted or not all_rest(shift.book.records.values()):
        return None
    if any(stop.end is None for stop in shift.desk.stops(shift.book.orders)):
        return None
    soon = {}
    for post in shift.desk.workspace.posts.values():
        for variant in post.variants:
            if variant.publish_at and at < variant.publish_at < at + LASTS:
                key = key_of(shift.settings, shift.book, post.id, variant.channel)
                soon[key] = variant.publish_at
    return Rest(__version__, shift.world.folder, shift.desk.commit, at, soon)
