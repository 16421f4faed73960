"""smmops.yaml as written -> settings in which every channel carries its defaults."""

import re
from collections.abc import Mapping

from smmops.model.document import Spot, Trail
from smmops.model.message import msg
from smmops.model.settings import Channel, Settings
from smmops.store import guess
from smmops.store.finding import Finding
from smmops.store.near import near
from smmops.store.times import slot, zone_of

LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
"""BCP 47 in the forms that people use."""


def settled(written: Settings, *, folder: str, spots: Mapping[Trail, Spot]) -> tuple[Settings, list[Finding]]:
    """The settings with channels resolved, and what cannot be used in them (all of it errors)."""
    findings: list[Finding] = []
    if not written.channels:
        findings.append(
            Finding(
                "SMM113",
                spots.get(("channels",), spots.get((), (1, 1))),
                msg("{where} has no `{key}`", where="smmops.yaml", key="channels"),
                msg("add one channel with its network and handle"),
            )
        )
    _zone(written.timezone, ("timezone",), spots, findings)
    _language(written.language, ("language",), spots, findings)
    for id_, channel in written.channels.items():
        _judge(("channels", id_), channel, spots, findings)
    channels = {
        id_: _filled(id_, channel, written, folder=folder) for id_, channel in written.channels.items()
    }
    return written.model_copy(update={"channels": channels}), findings


def _filled(id_: str, channel: Channel, settings: Settings, *, folder: str) -> Channel:
    owner = f"{settings.id}-{id_}" if folder else id_
    return channel.model_copy(
        update={
            "id": id_,
            "language": channel.language or settings.language,
            "timezone": channel.timezone or settings.timezone,
            "secrets": channel.secrets or owner.upper().replace("-", "_"),
        }
    )


def _judge(at: Trail, channel: Channel, spots: Mapping[Trail, Spot], findings: list[Finding]) -> None:
    if channel.timezone:
        _zone(channel.timezone, (*at, "timezone"), spots, findings)
    if channel.language:
        _language(channel.language, (*at, "language"), spots, findings)
    for index, text in enumerate(channel.slots):
        if slot(text) is None:
            trail: Trail = (*at, "slots", index)
            findings.append(
                Finding(
                    "SMM117",
                    spots.get(trail, (1, 1)),
                    msg("`{got}` is no slot", got=text[:60]),
                    msg("write `Tue 09:30`: a day of the week and a time"),
                    trail,
                )
            )


def _zone(name: str, trail: Trail, spots: Mapping[Trail, Spot], findings: list[Finding]) -> None:
    if zone_of(name) is not None:
        return
    from zoneinfo import available_timezones

    meant = guess.zone(name) or near(name.replace(" ", "_"), available_timezones())
    fix = msg("did you mean `{meant}`?", meant=meant) if meant else msg("write a city's zone: `Asia/Seoul`")
    findings.append(
        Finding(
            "SMM126", spots.get(trail, (1, 1)), msg("`{name}` is no time zone", name=name[:60]), fix, trail
        )
    )


def _language(tag: str, trail: Trail, spots: Mapping[Trail, Spot], findings: list[Finding]) -> None:
    if not LANGUAGE.fullmatch(tag):
        findings.append(language_form(tag, spots.get(trail, (1, 1)), trail))


def language_form(tag: str, spot: Spot, trail: Trail) -> Finding:
    """What to say of a language that has no BCP 47 form."""
    return Finding(
        "SMM118",
        spot,
        msg("{name}: `{got}` is no language", name="language", got=tag[:60]),
        msg("write its short name: `en`, `ko`, `pt-BR`"),
        trail,
    )
