"""What Bluesky's errors prove. Source: atproto PDS source at d6296a1c (platform notes, 11)."""

from typing import Final

from smmops.networks.classify import Refusals

REFUSALS: Final = Refusals(
    names={
        (400, "InvalidRequest"): "rejected",
        (400, "InvalidMimeType"): "rejected",
        (400, "InvalidSize"): "rejected",
        (400, "RecordNotFound"): "rejected",
        (400, "BlobTooLarge"): "rejected",
        (404, "XRPCNotSupported"): "rejected",
        (501, "MethodNotImplemented"): "rejected",
        (400, "BlobNotFound"): "unavailable",
        (400, "ExpiredToken"): "unavailable",
        (400, "InvalidToken"): "unauthorized",
        (400, "AccountTakedown"): "unauthorized",
        (400, "AccountDeactivated"): "unauthorized",
        (400, "RepoTakendown"): "unauthorized",
        (400, "RepoDeactivated"): "unauthorized",
        (400, "RepoNotFound"): "unauthorized",
        (403, "AccountNotFound"): "unauthorized",
    },
    statuses={401: "unauthorized", 413: "rejected", 415: "rejected", 429: "rate-limited"},
)
"""`InvalidSwap` is left out on purpose: something stands under our key, and a read must say what."""

EXPIRED: Final = "ExpiredToken"
