"""SMM526: a query of listening can find something."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_SHORTEST = 2


def _check(view: View) -> Iterator[Hit]:
    for index, query in enumerate(view.settings.listen):
        path, spot = view.setting("listen", index, "any")
        words = [word.strip().casefold() for word in query.any]
        if not any(words):
            yield Hit(
                path,
                spot,
                msg("`{query}` listens for nothing", query=query.id),
                msg('write `any: ["acme coffee"]`'),
            )
        for place, word in enumerate(words):
            left_out = next(
                (bar for bar in query.none if bar.strip() and bar.strip().casefold() in word), None
            )
            _, at = view.setting("listen", index, "any", place)
            if left_out:
                yield Hit(
                    path,
                    at,
                    msg(
                        "`{word}` is never found: `none` leaves out `{bar}`",
                        word=query.any[place],
                        bar=left_out,
                    ),
                    msg("make the text of `none` longer than what is looked for"),
                )
            elif word and len(word.lstrip("#@")) < _SHORTEST:
                yield Hit(
                    path,
                    at,
                    msg("`{word}` is found in nearly everything", word=query.any[place]),
                    msg("write a longer text"),
                )


_LISTEN = "listen: [{id: brand, any: [acme coffee], none: [NONE]}]\n"

RULE = Rule(
    code="SMM526",
    slug="listen-deaf",
    severity=Severity.ERROR,
    title="A query of `listen` can find something, and not everything",
    why="Silence reads as good news. A query that cannot match hides every question and every complaint.",
    bad=in_file("smmops.yaml+", _LISTEN.replace("NONE", "acme")),
    good=in_file("smmops.yaml+", _LISTEN.replace("NONE", "acme corp")),
    workspace=_check,
)
