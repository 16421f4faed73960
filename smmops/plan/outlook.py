"""How a post that waits stands on a channel: by the same reasons that a plan gives."""

from collections.abc import Sequence

from smmops.model.freeze import Order
from smmops.model.post import Variant
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.blocked import frozen, reachable, shut
from smmops.words.signs import BLOCKED, BY_HAND, DRAFT, FROZEN, HELD, LOOKS, NO_WAY, SCHEDULED, Outlook


def outlook(
    workspace: Workspace, orders: Sequence[Order], variant: Variant, *, state: State | None = None
) -> Outlook:
    """What becomes of a variant as everything stands. `state` is the ledger's, None where it holds nothing.

    What the ledger settled is told as it is: nothing keeps from going out what went out.
    """
    if state is not None and state is not State.RELEASED:
        return Outlook(LOOKS[state])
    if variant.publish_at is None:
        return Outlook(DRAFT)
    reasons = shut(workspace, orders, variant)
    if variant.hold:
        return Outlook(HELD, reasons)
    if not reasons:
        return Outlook(BY_HAND if variant.deliver == "remind" else SCHEDULED)
    if variant.deliver == "publish" and not reachable(variant.network):
        return Outlook(NO_WAY, reasons)
    return Outlook(FROZEN if frozen(workspace, orders, variant.channel) else BLOCKED, reasons)
