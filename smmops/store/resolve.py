"""A post as written -> the post as each channel gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smmops.model.campaign import Campaign
from smmops.model.document import Section, Spot, Trail
from smmops.model.files_post import PostFile
from smmops.model.message import msg
from smmops.model.post import Audience, Card, Disclosure, FileRef, Media, Poll, Post, Variant
from smmops.model.settings import Channel, Settings
from smmops.model.strategy import Strategy
from smmops.specs.registry import NETWORKS, alias
from smmops.store.attach import Files
from smmops.store.codes import is_error
from smmops.store.finding import Finding
from smmops.store.holes import judge_text
from smmops.store.inherit import Lineage, lineage
from smmops.store.mediafiles import attached
from smmops.store.names import Names, judge_sections, judge_titles
from smmops.store.near import few, near
from smmops.store.settle import LANGUAGE, language_form
from smmops.store.sheet import Sheet
from smmops.store.stages import post_asks
from smmops.store.variant import Shared, variant
from smmops.store.yaml_build import MOST_FINDINGS


@dataclass(frozen=True, slots=True)
class Scene:
    """What a post is resolved against. `policy` are the policy files that are there, (path, blob)."""

    settings: Settings
    files: Files
    strategy: Strategy | None = None
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    policy: tuple[tuple[str, str], ...] = ()

    def path(self, name: str) -> str:
        """A file of the brand's folder, from the repository's root."""
        return f"{self.files.folder}/{name}" if self.files.folder else name

    def bound(self, name: str) -> tuple[tuple[str, str], ...]:
        """(path, blob) of a file of the brand's folder, () where it is not there."""
        blob = self.files.blobs.get(self.path(name))
        return ((self.path(name), blob.oid),) if blob else ()


@dataclass(frozen=True, slots=True)
class Source:
    """One post file: its id, its place and what its bytes say."""

    id: str
    path: str
    blob: str
    sheet: Sheet
    front: PostFile


def resolve(source: Source, scene: Scene) -> tuple[Post | None, list[Finding]]:
    """The post, None where findings hold an error; findings are about the post's own file."""
    front, spots = source.front, source.sheet.spots
    line = lineage(front, campaign=scene.campaigns.get(front.campaign or ""), strategy=scene.strategy)
    findings: list[Finding] = []
    channels = _channels(line, scene, source, findings)
    names = Names(channels, scene.settings.channels)
    findings.extend(judge_sections(source.sheet.sections, names))
    findings.extend(judge_titles(source.sheet.titles, names))
    findings.extend(_judge_names(front, names, spots))
    settings = scene.settings
    findings.extend(
        post_asks(
            front, line, stage=settings.stage, require=settings.policy.require.get("post", ()), spots=spots
        )
    )
    if front.language and not LANGUAGE.fullmatch(front.language):
        findings.append(language_form(front.language, spots.get(("language",), (1, 1)), ("language",)))
    media, files, wrong = attached(front, files=scene.files, beside=source.path, spots=spots, names=names)
    findings.extend(wrong)
    shared = _shared(source, scene, names, media, findings)
    used: dict[int, set[str]] = {}
    variants = [variant(channel, shared, findings=findings, used=used) for channel in channels.values()]
    findings.extend(judge_text(source.sheet.sections, used=used, variants=variants, names=names))
    findings = list(dict.fromkeys(findings))
    made = [found for found in variants if found]
    if any(is_error(finding.code) for finding in findings) or len(made) < len(channels):
        return None, findings
    return _post(source, scene, line, tuple(made), files + shared.files), findings


def _channels(line: Lineage, scene: Scene, source: Source, findings: list[Finding]) -> dict[str, Channel]:
    known = scene.settings.channels
    spots = source.sheet.spots
    found: dict[str, Channel] = {}
    for index, written in enumerate(line.channels):
        if len(findings) >= MOST_FINDINGS:
            break
        channel = known.get(written)
        if channel:
            found[written] = channel
            continue
        spot = spots.get(("channels", index)) or spots.get(("channels",)) or spots.get((), (1, 1))
        network = alias(written)
        meant = next((id_ for id_, other in known.items() if other.network == network), None) or near(
            written, known
        )
        fix = (
            msg("did you mean `{meant}`?", meant=meant)
            if meant
            else msg("write one of {known}", known=few(known))
        )
        message = msg("`{name}` is no channel of smmops.yaml", name=written[:80])
        findings.append(Finding("SMM137", spot, message, fix, ("channels", index)))
    if not line.channels:
        findings.append(
            Finding(
                "SMM113",
                spots.get((), (1, 1)),
                msg("{where} has no `{key}`", where="the post", key="channels"),
                msg("add `channels: [{known}]`", known=", ".join(list(known)[:4])),
            )
        )
    return found


def _judge_names(front: PostFile, names: Names, spots: Mapping[Trail, Spot]) -> list[Finding]:
    """Names under `options:` and `takedown:` that mean nothing in this post.

    Options of a network that the post does not go to are left alone: they wait for its channel.
    """
    found: list[Finding] = []
    for written in front.options:
        if len(found) >= MOST_FINDINGS:
            break
        if names.meant(written) is None and written not in NETWORKS:
            spot = spots.get(("options", written, "#key"), (1, 1))
            found.append(names.unknown(written, spot=spot, trail=("options", written)))
    for index, written in enumerate(front.takedown.channels if front.takedown else ()):
        if names.meant(written) is None:
            trail: Trail = ("takedown", "channels", index)
            found.append(names.unknown(written, spot=spots.get(trail, (1, 1)), trail=trail))
    return found


def _shared(
    source: Source,
    scene: Scene,
    names: Names,
    media: Sequence[tuple[Media, tuple[str, ...]]],
    findings: list[Finding],
) -> Shared:
    front, spots = source.front, source.sheet.spots
    files: list[FileRef] = []
    card = None
    if front.card:
        trail: Trail = ("card", "image")
        image = None
        if front.card.image:
            ref = scene.files.ref(
                front.card.image, beside=source.path, spot=spots.get(trail, (1, 1)), trail=trail
            )
            if isinstance(ref, Finding):
                findings.append(ref)
            else:
                image = ref
                files.append(ref)
        card = Card(title=front.card.title, description=front.card.description, image=image)
    return Shared(
        post=source.id,
        front=front,
        spots=spots,
        sections=source.sheet.sections,
        names=names,
        policy=scene.settings.policy,
        media=tuple(media),
        card=card,
        poll=Poll(**dict(front.poll)) if front.poll else None,
        disclose=Disclosure(**dict(front.disclose)) if front.disclose else None,
        audience=Audience(**dict(front.audience)) if front.audience else None,
        files=tuple(files),
    )


def _post(
    source: Source, scene: Scene, line: Lineage, variants: tuple[Variant, ...], files: Sequence[FileRef]
) -> Post:
    front = source.front
    bound = {(source.path, source.blob), *scene.policy, *((file.path, file.blob) for file in files)}
    if line.persona:
        bound.update(scene.bound(f"personas/{line.persona}.md"))
    if front.campaign:
        bound.update(scene.bound(f"campaigns/{front.campaign}.yaml"))
    if line.pillar_channels:
        bound.update(scene.bound("strategy.md"))
    return Post(
        id=source.id,
        path=source.path,
        blob=source.blob,
        title=front.title or _first_line(source.sheet.sections) or source.id,
        type=front.type,
        persona=line.persona,
        pillar=line.pillar,
        campaign=front.campaign,
        purpose=line.purpose,
        demand=line.demand,
        funnel=line.funnel,
        gated=bool(front.gated),
        labels=front.labels,
        protect=front.protect,
        follows=front.follows,
        variants=variants,
        blobs=tuple(sorted(bound)),
        allows={code: reason for code, (reason, _) in source.sheet.allows.items()},
    )


def _first_line(sections: Sequence[Section]) -> str:
    return next((s.parts[0].text.split("\n", 1)[0] for s in sections if s.parts and not s.comment), "")
