"""What a Mastodon server's errors prove. Status alone: messages may be translated (platform notes, 11)."""

from typing import Final

from smmops.networks.classify import Refusals

REFUSALS: Final = Refusals(
    names={},
    statuses={
        400: "rejected",  # GoToSocial's answer to what Mastodon refuses with 422 (unverified)
        401: "unauthorized",
        403: "unauthorized",
        404: "rejected",
        410: "unauthorized",
        413: "rejected",
        415: "rejected",
        422: "rejected",
        429: "rate-limited",
    },
)
