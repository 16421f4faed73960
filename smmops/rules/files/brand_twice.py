"""SMM174: no two brands of a repository have one id."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.model.settings import Settings
from smmops.rules.examples import SETTINGS
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.store.kinds import KINDS
from smmops.store.sheet import sheet
from smmops.store.yaml import LARGEST

_DEEPEST = 2
"""Folders above a brand's smmops.yaml, as in brands/acme/: deeper ones are somebody's test data."""


def _check(view: View) -> Iterator[Hit]:
    path, spot = view.setting("id")
    for other in view.blobs:
        if not other.endswith("smmops.yaml") or other == path or other.count("/") > _DEEPEST:
            continue
        front = _front(other, view)
        if isinstance(front, Settings) and front.id == view.settings.id:
            yield Hit(
                path,
                spot,
                msg("{other} has the id `{id}` too", other=other, id=front.id),
                msg("give the newer brand an id of its own: receipts and secrets are found by it"),
                (Place(other, 1, 1),),
            )


def _front(path: str, view: View) -> object:
    """What another brand's smmops.yaml says; None where it cannot be used."""
    try:
        blob = view.blobs[path]
        if (
            path.rpartition("/")[2] != "smmops.yaml"
            or blob.size > LARGEST
            or blob.mode in ("120000", "160000")
        ):
            return None
        return sheet(KINDS["settings"], blob.oid, view.tree.read(path)).front
    except KeyError:
        return None


def _example(id_: str) -> Example:
    return Example({"brands/tea/smmops.yaml": SETTINGS.replace("id: acme", f"id: {id_}")})


RULE = Rule(
    code="SMM174",
    slug="brand-twice",
    severity=Severity.ERROR,
    title="Every brand of a repository has an id of its own",
    why="Two brands with one id share their receipts: a post of one counts as published by the other.",
    bad=_example("acme"),
    good=_example("acme-tea"),
    silenceable=False,
    workspace=_check,
)
