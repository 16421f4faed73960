"""Google Business Profile: local posts (My Business API v4)."""

from smmops.specs.spec import (
    FormatRule,
    Kind,
    LinkPlace,
    MediaRule,
    NetworkSpec,
    OptionRule,
    SecretRule,
    Source,
    TextRule,
    Unit,
)

_DOCS = Source(text="My Business API v4 reference, change log read to 2026-07", checked="2026-10-26")
_THIRD = Source(text="partly third-party", checked="2026-10-26", verified=False)

SPEC = NetworkSpec(
    name="google-business",
    title="Google Business",
    hosts=(
        "mybusiness.googleapis.com",
        "mybusinessaccountmanagement.googleapis.com",
        "mybusinessbusinessinformation.googleapis.com",
        "businessprofileperformance.googleapis.com",
        "oauth2.googleapis.com",
    ),
    text=TextRule(unit=Unit.CHARACTERS, limit=1500),
    threads=False,
    link=LinkPlace.FIELD,
    formats={"post": FormatRule(media={Kind.IMAGE: (0, 1)}, total=(0, 1))},
    media={
        Kind.IMAGE: MediaRule(
            mime=("image/jpeg", "image/png"),
            min_bytes=10_000,
            max_bytes=5_000_000,
            min_width=250,
            min_height=250,
        ),
    },
    options={
        "topic": OptionRule(type="choice", choices=("standard", "event", "offer")),
        "call_to_action": OptionRule(
            type="choice",
            choices=("learn-more", "book", "order", "shop", "sign-up", "call"),
            note="what the button says; learn-more where there is a link and nothing is said",
        ),
        "event_title": OptionRule(type="text", max_length=58, note="for events and offers"),
        "event_start": OptionRule(type="time", note="for events and offers"),
        "event_end": OptionRule(type="time", note="for events and offers"),
        "coupon": OptionRule(type="text", note="of an offer"),
        "redeem_url": OptionRule(type="text", note="of an offer"),
        "terms": OptionRule(type="text", note="of an offer"),
    },
    mention="{name}",
    secrets=(
        SecretRule(name="CLIENT_ID"),
        SecretRule(name="CLIENT_SECRET"),
        SecretRule(name="REFRESH_TOKEN"),
    ),
    sources={
        "hosts": _DOCS,
        "text": _DOCS,
        "threads": _DOCS,
        "link": _DOCS,
        "formats": _DOCS,
        "formats.post.media": _THIRD,
        "media": _THIRD,
        "options": _DOCS,
        "options.event_title.max_length": _THIRD,
        "mention": _DOCS,
        "secrets": _DOCS,
    },
)
