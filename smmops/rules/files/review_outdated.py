"""SMM180: a client's last sign-off is of the post as it stands."""

from collections.abc import Iterator

from smmops.model.document import Document
from smmops.model.files_small import Review
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_SHORTEST = 7
_TOP_SCORE = 5


def _check(view: View) -> Iterator[Hit]:
    last: dict[str, tuple[int, Document, Review]] = {}
    for document, review in view.files(Review):
        folder, _, name = document.path.rpartition("/")
        number = int(name.partition(".")[0])
        if folder not in last or number > last[folder][0]:
            last[folder] = (number, document, review)
        for key, score in review.scores.items():
            if not 1 <= score <= _TOP_SCORE:
                yield Hit(
                    document.path,
                    document.spot("scores", key),
                    msg(
                        "score {score} for `{key}`, scores go from 1 to {top}",
                        score=score,
                        key=key,
                        top=_TOP_SCORE,
                    ),
                    msg("write a whole number from 1 to {top}", top=_TOP_SCORE),
                )
    for folder, (_, document, review) in last.items():
        post = view.workspace.posts.get(folder.rpartition("/")[2])
        blob = review.blob.lower()
        if post and not (len(blob) >= _SHORTEST and post.blob.startswith(blob)):
            yield Hit(
                document.path,
                document.spot("blob"),
                msg(
                    "the sign-off is of version {blob}, and the post stands at {now}",
                    blob=blob[:10],
                    now=post.blob[:10],
                ),
                msg("show the client what changed and add the next review file"),
            )


_BODY = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nBrew at home in three steps.\n"


def _blob(text: str) -> str:
    import hashlib

    content = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _example(blob: str) -> Example:
    return Example(
        {
            POST: _BODY,
            "reviews/brew-at-home/1.yaml": (
                f"blob: {blob}\nby: mina\nvia: e-mail\nsaid: Lovely, go ahead\nat: 2026-11-24 15:10\n"
                "scores: {value: 4, voice: 5, look: 4}\n"
            ),
        }
    )


RULE = Rule(
    code="SMM180",
    slug="review-outdated",
    severity=Severity.WARNING,
    title="A client's last sign-off is of the post as it stands, with scores from 1 to 5",
    why="A client signed what was shown, word by word. After an edit nobody knows whether they would sign again.",
    bad=_example(_blob(_BODY.replace("three", "four"))),
    good=_example(_blob(_BODY)),
    workspace=_check,
)
