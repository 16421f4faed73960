"""Numbers of a Mastodon account and of its statuses (platform notes, 8)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from smmops.model.outcome import Refusal, Remote, Sample
from smmops.networks.answer import Answer
from smmops.networks.mastodon.api import Api, status_path
from smmops.networks.sample import level, missing, sample

_ACCOUNT: Final = {"followers": "followers_count", "following": "following_count", "posts": "statuses_count"}
_POST: Final = {
    "replies": "replies_count",
    "reposts": "reblogs_count",
    "likes": "favourites_count",
    "quotes": "quotes_count",
}
_POLL: Final = {"votes": "votes_count", "voters": "voters_count"}
_NEVER: Final = ("bookmarks", "impressions", "reach", "views", "clicks")
_UNGIVEN: Final = "mastodon gives no such number"
_UNSEEN: Final = "the server did not show this status"
_MANY: Final = "/api/v1/statuses"
_PAGE: Final = 20


def account_samples(api: Api, channel: str) -> Sequence[Sample] | Refusal:
    """Followers, following, posts; `channel` is the subject."""
    name = "/api/v1/accounts/verify_credentials"
    account = api.get(name)
    if not isinstance(account, dict):
        return account
    given = [sample(channel, metric, account.get(key), source=name) for metric, key in _ACCOUNT.items()]
    never = [missing(channel, metric, _UNGIVEN) for metric in ("impressions", "reach")]
    return [level(each) for each in (*given, *never)]


def post_samples(api: Api, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal:
    """Counts of each status; `remotes` maps subjects to statuses. What is left out is said to be missing."""
    subjects = list(remotes)
    samples: list[Sample] = []
    for start in range(0, len(subjects), _PAGE):
        page = subjects[start : start + _PAGE]
        shown = _shown(api, [remotes[subject].id for subject in page])
        if not isinstance(shown, dict):
            return shown
        for subject in page:
            samples += _of_status(subject, shown.get(remotes[subject].id))
    return samples


def _shown(api: Api, ids: list[str]) -> dict[str, dict[str, Any]] | Refusal:
    answer = api.asked(_MANY, *(("id[]", status_id) for status_id in ids))
    if not isinstance(answer, Answer):
        return answer
    if answer.status in (404, 405):
        return _shown_one_by_one(api, ids)
    if not answer.ok:
        return api.refused(answer)
    statuses = answer.items()
    if statuses is None:
        return _shown_one_by_one(api, ids)
    return {str(status.get("id")): status for status in statuses}


def _shown_one_by_one(api: Api, ids: list[str]) -> dict[str, dict[str, Any]] | Refusal:
    """For servers before Mastodon 4.3, which know no list."""
    shown = {}
    for status_id in ids:
        answer = api.asked(status_path(status_id))
        if not isinstance(answer, Answer):
            return answer
        if answer.ok:
            shown[status_id] = answer.object()
        elif answer.status != 404:
            return api.refused(answer)
    return shown


def _of_status(subject: str, status: Mapping[str, Any] | None) -> list[Sample]:
    never = [missing(subject, metric, _UNGIVEN) for metric in _NEVER]
    if status is None:
        return [*(missing(subject, metric, _UNSEEN) for metric in _POST), *never]
    given = [sample(subject, metric, status.get(key), source=_MANY) for metric, key in _POST.items()]
    poll = status.get("poll")
    votes = (
        [sample(subject, metric, poll.get(key), source=_MANY) for metric, key in _POLL.items()]
        if isinstance(poll, dict)
        else []
    )
    return [*given, *votes, *never]
