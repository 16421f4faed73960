"""A post's front matter as it is written, before inheritance and channels are resolved."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.post import Deliver, Late
from smmops.model.scalar import Amount, Day, Link, Sha256, Span, When, WhenOrSpan, Whole, YesNo

PostType = Literal[
    "hot-take",
    "tutorial",
    "product-video",
    "interview",
    "original-research",
    "customer-story",
    "newsletter-teaser",
    "event-lesson",
    "poll",
    "spark",
    "risky",
]
Purpose = Literal["engage", "help"]
Demand = Literal["create", "capture"]
Funnel = Literal["awareness", "consideration", "decision", "loyalty"]


class Inherited(Frozen):
    """What a pillar or a campaign hands to its posts; the campaign beats the pillar, the post beats both."""

    persona: str | None = Field(None, description="id of a file in personas/")
    purpose: Purpose | None = Field(None, description="engage or help")
    demand: Demand | None = Field(None, description="create or capture demand")
    funnel: Funnel | None = Field(None, description="step of the funnel that the post serves")
    channels: tuple[str, ...] = Field((), description="ids of channels in smmops.yaml")


class CardFile(Frozen):
    """The link card where the network takes one from us; nothing is fetched."""

    title: str = Field(description="headline of the card")
    description: str = Field("", description="text under the headline")
    image: str | None = Field(None, description="a bare name lies in content/media")


class MediaFile(Frozen):
    """One item of `media:`: a file of the repository, or an address with its hash where it is too big for git."""

    file: str | None = Field(None, description="a bare name lies in content/media; ./name beside the post")
    url: Link | None = Field(None, description="where a file that is too big for git lies")
    sha256: Sha256 | None = Field(None, description="hash of the file at `url`: what is approved")
    bytes: Whole | None = Field(None, description="size of the file at `url`")
    alt: str | None = Field(None, description='what the image shows; "" only with decorative: true')
    decorative: YesNo = Field(default=False, description="the image says nothing: screen readers skip it")
    part: Whole = Field(1, ge=1, description="part of the thread, from 1")
    for_: tuple[str, ...] = Field((), alias="for", description="channels or networks; default: all")
    captions: Mapping[str, str] = Field({}, description="language -> VTT or SRT file")
    cover: str | None = Field(None, description="still image of a video")
    title: str | None = Field(None, description="title of a document or video")
    rights: tuple[str, ...] = Field((), description="ids of rights.yaml")


class PollFile(Frozen):
    """A poll; without a question the text asks it."""

    question: str | None = Field(None, description="default: the text")
    options: tuple[str, ...] = Field(description="what people choose from")
    duration: Span = Field(description="how long people may vote: 1d, 12h")


class DiscloseFile(Frozen):
    """What must be said about a post's making."""

    paid_partnership: tuple[str, ...] = Field((), description="partners, by their names in `mentions`")
    own_brand: YesNo = Field(default=False, description="the post promotes the own brand")
    ai: Literal["assisted", "generated"] | None = Field(None, description="what AI did")


class AudienceFile(Frozen):
    """Organic targeting."""

    countries: tuple[str, ...] = Field((), description="ISO 3166 codes: KR, DE")
    min_age: Whole | None = Field(None, ge=0, le=120, description="years")


class Production(Frozen):
    """Who makes the post, until when, and how far it is."""

    owner: str | None = None
    due: Day | None = None
    stage: Literal["brief", "script", "shoot", "edit", "ready"] | None = None
    hours: Amount | None = Field(
        None, description="hours of work; weeks are held against strategy.hours_per_week"
    )


class Event(Frozen):
    """An event that the post is about."""

    id: str
    date: Day | None = None


class TakedownFile(Frozen):
    """Once merged, what is live there is removed."""

    reason: str = Field(description="why; stands in the receipt")
    channels: tuple[str, ...] = Field((), description="default: everywhere")


class PostFile(Inherited):
    """A post's front matter. `options` maps a network or channel of the post to what differs there."""

    title: str | None = Field(None, description="for people; sent only where a network has titles")
    publish_at: When | None = Field(
        None, description="YYYY-MM-DD HH:MM in the channel's zone; without it a draft"
    )
    pillar: str | None = Field(None, description="id of a pillar in strategy.md")
    type: PostType | None = Field(None, description="kind of post")
    pain_point: str | None = Field(None, description="of the persona; required for a tutorial")
    campaign: str | None = Field(None, description="id of a file in campaigns/")
    labels: tuple[str, ...] = Field((), description="policy may ask more approvals for a label")
    language: str | None = Field(None, description="BCP 47: ko, en-GB")
    not_after: WhenOrSpan | None = Field(None, description="12h from publish_at, or a time")
    late: Late | None = Field(None, description="what happens after not_after: ask or skip")
    link: Link | None = Field(None, description="tagged with UTM when sent")
    gated: YesNo = Field(default=False, description="the link leads to a form")
    card: CardFile | None = None
    source: str | None = Field(None, description="the article this piece was split from")
    recycled_from: str | None = Field(None, description="id of the post that this one repeats")
    proof: tuple[str, ...] = Field((), description="data or claim behind it")
    media: tuple[MediaFile, ...] = Field((), description="in slide order")
    poll: PollFile | None = None
    options: Mapping[str, Mapping[str, Any]] = Field({}, description="what differs, by network or channel")
    disclose: DiscloseFile | None = None
    content_warning: str | None = Field(None, description="shown before the post")
    sensitive: YesNo = Field(default=False, description="media behind a blur")
    audience: AudienceFile | None = None
    reply_to: str | None = Field(None, description="a post id or an address; waits until that is live")
    quote: str | None = Field(None, description="a post id or an address; waits until that is live")
    follows: str | None = Field(None, description="the post whose poll or question this answers")
    production: Production | None = None
    event: Event | None = None
    evergreen: YesNo = Field(default=False, description="smmops recycle may propose it")
    deliver: Deliver = Field("publish", description="remind: a person sends it at the time")
    protect: YesNo = Field(default=False, description="moving or deleting the file trips the safety guard")
    hold: str | None = Field(None, description="not published while this stands")
    takedown: TakedownFile | None = Field(None, description="what is live is removed")
    notes: str | None = Field(None, description="for colleagues, never sent")
