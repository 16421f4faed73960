"""SMM215: links lead to hosts that policy allows."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View

_WRITTEN = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _check(post: Post, view: View) -> Iterator[Hit]:
    allowed = view.settings.policy.allowed_links
    if not allowed:
        return
    for variant in post.variants:
        if variant.link and not _within(variant.link, allowed):
            yield _hit(post, view.choice(post, variant, "link"), variant.link, allowed)
        for number, part in enumerate(variant.parts, start=1):
            for link in _links(part):
                if not _within(link, allowed):
                    yield _hit(post, view.text_spot(post, variant, number), link, allowed)
        for link in _links(variant.first_comment or ""):
            if not _within(link, allowed):
                yield _hit(post, view.text_spot(post, variant, 1, comment=True), link, allowed)


def _links(text: str) -> list[str]:
    """Addresses as people would open them: with a scheme, or a bare name that networks make a link of."""
    from smmops.specs.links import x_urls

    written = _WRITTEN.findall(text)
    return written + [span.value for span in x_urls(_WRITTEN.sub(" ", text))]


def _within(link: str, allowed: Sequence[str]) -> bool:
    try:
        host = (urlsplit(link).hostname or "").rstrip(".").lower()
    except ValueError:
        return True  # what is no address at all is another rule's
    return any(host == name.lower() or host.endswith("." + name.lower()) for name in allowed)


def _hit(post: Post, spot: tuple[int, int], link: str, allowed: Sequence[str]) -> Hit:
    return Hit(
        post.path,
        spot,
        msg("`{link}` leads to a host that policy does not allow", link=link),
        msg(
            "link to {allowed}, or add the host to policy.allowed_links in smmops.yaml",
            allowed=", ".join(allowed),
        ),
    )


_POLICY = "policy: {allowed_links: [acme.example]}\n"

RULE = Rule(
    code="SMM215",
    slug="link-not-allowed",
    severity=Severity.ERROR,
    title="Links lead only to the hosts of policy.allowed_links, where there are any",
    why="A mistyped or borrowed address sends readers to somebody else. Subdomains of an allowed host are allowed; "
    "bare addresses in the text count, since networks make links of them.",
    bad=Example(
        {
            "smmops.yaml+": _POLICY,
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Brew at home: https://acme-coffee.example/brew
""",
        }
    ),
    good=Example(
        {
            "smmops.yaml+": _POLICY,
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Brew at home: https://blog.acme.example/brew
""",
        }
    ),
    post=_check,
)
