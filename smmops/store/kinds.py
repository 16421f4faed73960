"""Which kind of file a path is, and the model of each kind."""

import re
from dataclasses import dataclass

from smmops.model.base import Frozen
from smmops.model.campaign import Campaign
from smmops.model.files_notes import Advocacy, Decisions, Experiment, Feedback, Inspiration, Task
from smmops.model.files_post import PostFile
from smmops.model.files_small import FreezeFile, Handles, Idea, Moderation, Review, Rights
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.persona import Persona
from smmops.model.playbook import Playbook
from smmops.model.purse import Purse
from smmops.model.settings import Settings
from smmops.model.signing import FOLDER, RevokedKeys, Signature, Signers
from smmops.model.strategy import Strategy
from smmops.model.tables import AudienceMatch, Benchmarks, Conversions, Demographics, Reviews
from smmops.store.near import near

ID = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `page`: front matter and a body, else YAML. `named`: its stem is an id.

    `entries` are keys whose values are mappings of things: an empty thing there is an empty mapping, not absent.
    `wrap` is the field that takes the whole file where that is a list or a mapping of things.
    `table`: a CSV file, whose rows are `wrap`. `plain`: text of ssh-keygen's, which no schema describes.
    """

    name: str
    model: type[Frozen]
    page: bool = False
    named: bool = False
    entries: tuple[str, ...] = ()
    folder: str = ""
    wrap: str = ""
    table: bool = False
    plain: bool = False


SETTINGS = Kind("settings", Settings, entries=("channels",))
TEAM = Kind("team", Team, entries=("roles",))
STRATEGY = Kind("strategy", Strategy, page=True)
MONEY = Kind("money", Purse, entries=("ad_accounts",))
FREEZE = Kind("freeze", FreezeFile)
HANDLES = Kind("handles", Handles, wrap="handles")
RIGHTS = Kind("rights", Rights, wrap="rights")
MODERATION = Kind("moderation", Moderation)
POST = Kind("post", PostFile, page=True, named=True, folder="content")
IDEA = Kind("idea", Idea, page=True, named=True, folder="content/ideas")
PERSONA = Kind("persona", Persona, page=True, named=True, folder="personas")
CAMPAIGN = Kind("campaign", Campaign, named=True, folder="campaigns")
PLAYBOOK = Kind("playbook", Playbook, page=True, named=True, folder="playbooks")
REVIEW = Kind("review", Review, folder="reviews")
EXPERIMENT = Kind("experiment", Experiment, page=True, named=True, folder="experiments")
INSPIRATION = Kind("inspiration", Inspiration, page=True, named=True, folder="inspiration")
DECISIONS = Kind("decisions", Decisions, page=True, folder="decisions")
FEEDBACK = Kind("feedback", Feedback, page=True, named=True, folder="feedback")
ADVOCACY = Kind("advocacy", Advocacy, page=True, named=True, folder="advocacy")
TASK = Kind("task", Task, page=True, named=True, folder="tasks")
SIGNERS = Kind("signers", Signers, plain=True)
REVOKED = Kind("revoked-keys", RevokedKeys, plain=True)
SIGNATURE = Kind("signature", Signature, folder=FOLDER, plain=True)
TABLES = {
    name: Kind(f"data-{name}", model, folder=f"data/{name}", wrap="rows", table=True)
    for name, model in (
        ("demographics", Demographics),
        ("audience-match", AudienceMatch),
        ("conversions", Conversions),
        ("reviews", Reviews),
        ("benchmarks", Benchmarks),
    )
}

KINDS = {
    kind.name: kind
    for kind in (
        *(SETTINGS, TEAM, STRATEGY, MONEY, FREEZE, HANDLES, RIGHTS, MODERATION),
        *(POST, IDEA, PERSONA, CAMPAIGN, PLAYBOOK, REVIEW),
        *(EXPERIMENT, INSPIRATION, DECISIONS, FEEDBACK, ADVOCACY, TASK),
        *TABLES.values(),
    )
}

_TOP = {
    "smmops.yaml": SETTINGS,
    "team.yaml": TEAM,
    "strategy.md": STRATEGY,
    "money.yaml": MONEY,
    "freeze.yaml": FREEZE,
    "handles.yaml": HANDLES,
    "rights.yaml": RIGHTS,
    "moderation.yaml": MODERATION,
    "allowed_signers": SIGNERS,
    "revoked_keys": REVOKED,
}
_FLAT = {"personas": PERSONA, "campaigns": CAMPAIGN, "playbooks": PLAYBOOK}
_NOTES = {kind.folder: kind for kind in (EXPERIMENT, INSPIRATION, FEEDBACK, ADVOCACY, TASK)}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.md")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\.csv")
_NUMBERED = re.compile(r"[^/]+/[1-9]\d*\.yaml")
_TEXTS = frozenset({"md", "markdown", "yaml", "yml", "txt"})
_GIT = frozenset({".gitkeep", ".gitattributes", ".gitignore"})
MEDIA = frozenset(
    [
        "avif",
        "bmp",
        "gif",
        "heic",
        "heif",
        "jpeg",
        "jpg",
        "jxl",
        "png",
        "svg",
        "tif",
        "tiff",
        "webp",
        "avi",
        "m4v",
        "mkv",
        "mov",
        "mp4",
        "mpeg",
        "mpg",
        "ogv",
        "webm",
        "aac",
        "flac",
        "m4a",
        "mp3",
        "oga",
        "ogg",
        "opus",
        "wav",
        "doc",
        "docx",
        "odp",
        "odt",
        "pdf",
        "ppt",
        "pptx",
        "srt",
        "sbv",
        "ttml",
        "vtt",
    ]
)
"""Suffixes of what may lie beside posts."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that nobody would read, and what to do with it."""

    message: Message
    fix: Message


def kind_of(path: str) -> Kind | Stray | None:
    """The kind of a path below the brand's folder; None for what smmops does not read."""
    top = _TOP.get(path)
    if top:
        return top
    folder, _, rest = path.partition("/")
    if not rest:
        return _stray_top(path)
    name = rest.rpartition("/")[2]
    if name in _GIT:
        return None
    if folder == "content":
        return _content(rest, name)
    if folder in _FLAT:
        return _flat(_FLAT[folder], rest)
    return _beside(folder, rest, name)


def _beside(folder: str, rest: str, name: str) -> Kind | Stray | None:
    """Files of the folders that a workspace may do without; a README and pictures there are nobody's business."""
    suffix = name.rpartition(".")[2].lower()
    if folder in _NOTES or folder == "decisions":
        if suffix not in _TEXTS or name.lower().startswith("readme."):
            return None
        if folder in _NOTES:
            return _flat(_NOTES[folder], rest)
        return DECISIONS if _MONTH.fullmatch(rest) else _misnamed(folder, "decisions/<yyyy-mm>.md")
    if folder == "reviews" and suffix in ("yaml", "yml"):
        return REVIEW if _NUMBERED.fullmatch(rest) else _misnamed(folder, "reviews/<post id>/1.yaml")
    if folder == FOLDER and suffix == "sig":
        return SIGNATURE
    if folder == "data" and suffix == "csv":
        written = rest.partition("/")[0]
        kind = TABLES.get(written)
        if kind is None:
            meant = near(written, TABLES)
            return _misnamed("data", f"data/{meant}/<yyyy-mm-dd>.csv") if meant else None
        return (
            kind
            if _DATE.fullmatch(rest.partition("/")[2])
            else _misnamed("data", f"{kind.folder}/<yyyy-mm-dd>.csv")
        )
    return None


def _misnamed(folder: str, right: str) -> Stray:
    return Stray(
        msg("nothing under {folder}/ but `{right}` is read", folder=folder, right=right),
        msg("name it `{right}`", right=right),
    )


def _content(rest: str, name: str) -> Kind | Stray | None:
    stem, dot, suffix = name.rpartition(".")
    first = rest.partition("/")[0]
    if first == "media":
        if suffix == "md" and dot:
            return Stray(
                msg("a post under content/media is never published"), msg("move it to content/<yyyy>/<mm>/")
            )
        return None
    if suffix == "md" and stem:
        if first != "ideas":
            return POST
        return IDEA if rest == f"ideas/{name}" else _deep("content/ideas", "md")
    if first == "ideas" or suffix.lower() not in MEDIA or not stem:
        return Stray(
            msg("nothing under content/ but posts (`<id>.md`) and media is read"),
            msg("name it `{stem}.md` if it is a post, else move it out of content/", stem=stem or name),
        )
    return None


def _flat(kind: Kind, rest: str) -> Kind | Stray:
    suffix = "md" if kind.page else "yaml"
    stem, dot, ending = rest.rpartition(".")
    if "/" in rest:
        return _deep(kind.folder, suffix)
    if dot and ending == suffix:
        return kind
    return Stray(
        msg("nothing under {folder}/ but `<id>.{suffix}` is read", folder=kind.folder, suffix=suffix),
        msg(
            "name it `{stem}.{suffix}`, or move it out of {folder}/",
            stem=stem or rest,
            suffix=suffix,
            folder=kind.folder,
        ),
    )


def _deep(folder: str, suffix: str) -> Stray:
    return Stray(
        msg("{folder}/ has no folders of its own: this file is not read", folder=folder),
        msg("move it to {folder}/<id>.{suffix}", folder=folder, suffix=suffix),
    )


def _stray_top(path: str) -> Stray | None:
    """A top file whose suffix is nearly right."""
    stem, _, suffix = path.rpartition(".")
    meant = next((name for name in _TOP if stem and name.rpartition(".")[0] == stem), None)
    if meant and suffix.lower() in ("yml", "yaml", "md", "markdown", "txt"):
        return Stray(msg("`{path}` is not read", path=path), msg("name it `{meant}`", meant=meant))
    return None
