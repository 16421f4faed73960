"""SMM618: each kind of ad is complete."""

from collections.abc import Iterator

from smmops.model.campaign import Creative
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import flights, path_of, spot
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View

_NEEDS: dict[str, tuple[str, ...]] = {
    "case-study": ("text", "proof"),
    "product-tour": ("text", "media"),
    "faster-easier": ("text", "proof"),
    "split-article": ("text", "url", "call_to_action"),
    "recycled": ("post", "channel"),
}
_VIDEO = (".mp4", ".mov", ".webm", ".m4v")


def _check(view: View) -> Iterator[Hit]:
    for name, _, index, flight in flights(view):
        for number, creative in enumerate(flight.creatives):
            for key in _missing(creative):
                yield Hit(
                    path_of(name, view),
                    spot(name, view, "flights", index, "creatives", number),
                    msg(
                        "creative {id} is a {kind} without `{key}`",
                        id=creative.id,
                        kind=creative.kind,
                        key=key,
                    ),
                    msg("add a video to `media:`") if key == "media" else msg("add `{key}:`", key=key),
                )


def _missing(creative: Creative) -> Iterator[str]:
    for key in _NEEDS[creative.kind]:
        value = getattr(creative, key)
        if not value or (key == "media" and not any(name.lower().endswith(_VIDEO) for name in value)):
            yield key


RULE = Rule(
    code="SMM618",
    slug="creative-incomplete",
    severity=Severity.ERROR,
    title="A creative has what its kind needs",
    why="A case study without proof, a tour without a video and a split article without its article are the ads that people scroll past.",
    bad=bought((", proof: https://acme.example/data}", "}")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
