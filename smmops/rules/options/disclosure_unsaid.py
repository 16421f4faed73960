"""SMM276: what must be disclosed is disclosed on every network."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Disclosure, Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    words = view.settings.policy.disclosure_words
    for variant, _, network in view.variants(post):
        for kind in _kinds(variant.disclose) if variant.disclose else ():
            if kind in network.disclosures:
                continue
            known = [word for word in words.get(kind, ()) if word.strip()]
            text = "\n".join(variant.parts).casefold()
            if any(word.casefold() in text for word in known):
                continue
            yield Hit(
                post.path,
                view.value(post, "disclose", kind),
                msg(
                    "`{kind}` is not said on {channel}: {network} has no flag for it",
                    kind=kind,
                    channel=variant.channel,
                    network=network.name,
                ),
                msg("write one of {words} into the text", words=", ".join(known))
                if known
                else msg(
                    "add words for it to policy.disclosure_words in smmops.yaml, and one of them to the text"
                ),
            )


def _kinds(disclosure: Disclosure) -> Iterator[str]:
    if disclosure.paid_partnership:
        yield "paid_partnership"
    if disclosure.own_brand:
        yield "own_brand"
    if disclosure.ai:
        yield "ai"


def _example(text: str) -> Example:
    return Example(
        {
            "smmops.yaml+": 'policy: {disclosure_words: {paid_partnership: ["#ad", "#광고"]}}\n',
            POST: (
                "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n"
                f"disclose: {{paid_partnership: [olivia-cafe]}}\n---\n{text}\n"
            ),
        }
    )


RULE = Rule(
    code="SMM276",
    slug="disclosure-unsaid",
    severity=Severity.ERROR,
    title="A paid partnership, an own brand or the use of AI is said on every network",
    why="The law asks for it. Some networks have a flag; where there is none, one of policy.disclosure_words must "
    "stand in the text.",
    bad=_example("Olivia brews with our new beans."),
    good=_example("#광고 Olivia brews with our new beans."),
    silenceable=False,
    post=_check,
)
