"""Names of channels and networks in a post, as people write them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from smmops.model.document import Section, Spot, Trail
from smmops.model.message import Message, msg
from smmops.model.settings import Channel
from smmops.specs.registry import alias
from smmops.store.finding import Finding
from smmops.store.near import few, near


@dataclass(frozen=True, slots=True)
class Names:
    """The channels of one post by id, and all of the workspace: what a name in the post may mean."""

    channels: Mapping[str, Channel]
    all: Mapping[str, Channel]

    @property
    def networks(self) -> frozenset[str]:
        """Networks of the post's channels."""
        return frozenset(channel.network for channel in self.channels.values())

    def meant(self, written: str) -> str | None:
        """The channel id or network of this post that a name in any case stands for."""
        name = written.casefold()
        return name if name in self.channels or name in self.networks else None

    def covers(self, written: Iterable[str], channel: Channel) -> bool:
        """Whether one of the names stands for the channel or its network."""
        return any(name.casefold() in (channel.id, channel.network) for name in written)

    def unknown(self, written: str, *, spot: Spot, trail: Trail = (), code: str = "SMM137") -> Finding:
        """What to say of a name that means nothing in this post."""
        message, fix = self._explained(written)
        return Finding(code, spot, message, fix, trail)

    def _explained(self, written: str) -> tuple[Message, Message]:
        name = written.casefold()
        if name in self.all:
            return (
                msg("`{name}` is not a channel of this post", name=written),
                msg("add `{name}` to `channels:`, or take it away here", name=name),
            )
        message = msg("`{name}` is no channel or network of this post", name=written[:80])
        known = [*self.channels, *sorted(self.networks)]
        network = alias(written)
        if network in self.networks:
            return message, msg("did you mean `{meant}`?", meant=network or "")
        if network:
            there = next((id_ for id_, channel in self.all.items() if channel.network == network), None)
            if there:
                return message, msg(
                    "add a channel of {network}, `{name}`, to `channels:`", network=network, name=there
                )
            return message, msg("no channel of smmops.yaml is on {network}; take it away", network=network)
        meant = near(written, known) or near(written, self.all)
        if meant:
            return message, msg("did you mean `{meant}`?", meant=meant)
        if not known:
            return message, msg("add `channels:` to the front matter")
        return message, msg("write one of {known}", known=few(known))


def judge_sections(sections: Sequence[Section], names: Names) -> list[Finding]:
    """Headings that mean nothing, and names that have two sections of one sort."""
    found: list[Finding] = []
    first: dict[tuple[str, bool], int] = {}
    for section in sections:
        for written in section.names:
            name = names.meant(written)
            if name is None:
                found.append(names.unknown(written, spot=(section.line, 1), code="SMM127"))
                continue
            key = (name, section.comment)
            before = first.get(key)
            if before is None:
                first[key] = section.line
            else:
                found.append(
                    Finding(
                        "SMM128",
                        (section.line, 1),
                        msg("`{name}` has a section in line {first} already", name=name, first=before),
                        msg("join both sections, or take the name out of one heading"),
                        related=((before, 1),),
                    )
                )
    return found


def judge_titles(titles: Collection[tuple[int, str]], names: Names) -> list[Finding]:
    """Headings of another level that name a channel: `### x-acme` would be sent."""
    found = []
    for line, written in titles:
        named = written.strip().strip("#:").strip()
        head, colon, rest = named.partition(":")
        if colon and " ".join(head.split()).casefold() == "first comment":
            named = rest.strip()
        parts = [part.strip() for part in named.split(",") if part.strip()]
        if parts and any(names.meant(part) or alias(part) in names.networks for part in parts):
            found.append(
                Finding(
                    "SMM129",
                    (line, 1),
                    msg(
                        "this line names {names} like a heading, yet it would be sent as text",
                        names=few(parts),
                    ),
                    msg("write `## {name}`; a backslash at the line's start sends it", name=named),
                )
            )
    return found
