"""What the reviews of a pull request come to: one word a reviewer."""

from collections.abc import Iterable
from datetime import datetime

from smmops.model.landing import Review
from smmops.model.people import Member, Team


def decisive(reviews: Iterable[Review], merged: datetime) -> tuple[Review, ...]:
    """The last review of each account, in the order of their numbers; of deleted accounts every one.

    An approval after the merge takes nothing away from one that was there before it; a refusal or a dismissal
    always counts, however late.
    """
    last: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda one: (one.at, int(one.id) if one.id.isdigit() else 0)):
        who = review.user or f"deleted {review.id}"
        late = review.state == "approved" and review.at > merged
        if not (late and who in last and last[who].state == "approved"):
            last[who] = review
    return tuple(last.values())


def reviewer(review: Review, team: Team) -> Member | None:
    """The member whose account gave the review: by its number.

    A member without a number is found by his login, so that he can be told to write it down; it never counts.
    """
    if review.user is None:
        return None
    for member in team.members:
        if member.github_id is not None and str(member.github_id) == review.user:
            return member
    for member in team.members:
        if member.github_id is None and member.github and member.github.casefold() == review.login.casefold():
            return member
    return None
