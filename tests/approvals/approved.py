"""Histories that end approved."""

from tests.approvals.stage import (
    IMAGE,
    MINA,
    PERSONA,
    PERSONA_TEXT,
    PNG,
    POLICY,
    POST,
    SETTINGS,
    TEAM,
    Stage,
    post,
)
from tests.approvals.told import (
    BY_JUNO,
    BY_LEO,
    BY_MINA,
    BY_SORA,
    CODE,
    EITHER,
    LABELLED,
    PICTURE,
    REGULATED,
    SOLO,
    TRAINED,
    after,
    merged,
    rules,
)

APPROVED = {
    "a merge that another member approved": lambda: merged(BY_MINA),
    "an approval by the one who merges": lambda: merged(BY_MINA, merger=MINA),
    "an approval with his own e-mail": lambda: merged("Approved-by: mina <MINA@home.example>"),
    "a trailer in another case": lambda: merged("approved-BY: mina"),
    "a second approval that does not count beside one that does": lambda: merged(BY_JUNO, BY_MINA),
    "two approvals and legal for a label": lambda: merged(BY_MINA, BY_LEO, settings=REGULATED, text=LABELLED),
    "a label that no rule names": lambda: merged(BY_MINA, settings=REGULATED, text=post(labels="[seasonal]")),
    "one of any": lambda: merged(BY_MINA, BY_LEO, settings=EITHER, text=post(type="risky")),
    "a rule about another channel": lambda: merged(
        BY_MINA, settings=rules("{match: {channels: [mastodon-acme]}, approvals: {minimum: 2}}")
    ),
    "a rule whose second key does not match": lambda: merged(
        BY_MINA,
        settings=rules("{match: {labels: [regulated], networks: [mastodon]}, approvals: {minimum: 2}}"),
        text=LABELLED,
    ),
    "an approved image that came later": lambda: after(
        merged(BY_MINA, text=post(media=PICTURE)), lambda s: s.merge({IMAGE: PNG}, BY_SORA)
    ),
    "an image that legal saw with the post": lambda: after(
        Stage(settings=REGULATED),
        lambda s: s.merge({IMAGE: PNG}, BY_SORA),
        lambda s: s.merge({POST: post(labels="[regulated]", media=PICTURE)}, BY_MINA, BY_LEO),
    ),
    "an approved revert": lambda: after(
        merged(BY_MINA),
        lambda s: s.merge({POST: post("anders")}, BY_MINA),
        lambda s: s.merge({POST: post()}, BY_SORA),
    ),
    "a later push to another file": lambda: after(merged(BY_MINA), lambda s: s.push({"README.md": "hello"})),
    "a persona of the founding commit": lambda: after(
        Stage(files={PERSONA: PERSONA_TEXT}), lambda s: s.merge({POST: post(persona="olivia-owner")}, BY_MINA)
    ),
    "a policy that an admin approved": lambda: after(
        merged(BY_MINA), lambda s: s.merge({"smmops.yaml": CODE}, BY_MINA)
    ),
    "solo, pushed to main": lambda: after(Stage(team=SOLO), lambda s: s.push({POST: post()}, by=MINA)),
    "solo, whatever policy says": lambda: after(
        Stage(team=SOLO, settings=REGULATED), lambda s: s.push({POST: LABELLED}, by=MINA)
    ),
    "on-main asks for nobody": lambda: after(
        Stage(settings=SETTINGS + "policy: {approvals: {minimum: 1, level: on-main}}\n"),
        lambda s: s.push({POST: post()}),
    ),
    "no level in policy: what the forge gives": lambda: merged(BY_MINA, settings=SETTINGS),
    "an emergency with its reason": lambda: merged("Break-glass: the price on the site is wrong"),
    "a training that is valid": lambda: after(
        Stage(team=TRAINED % "2026-09-01"), lambda s: s.merge({POST: post()}, BY_SORA)
    ),
    "nobody asked, but a merge": lambda: merged(
        settings=SETTINGS + "policy: {approvals: {minimum: 0, level: merged}}\n"
    ),
    "a first team.yaml beside a policy that had none": lambda: after(
        Stage(team=""), lambda s: s.push({"team.yaml": TEAM}), lambda s: s.merge({POST: post()}, BY_MINA)
    ),
    "a broken policy that was pushed and mended: the last approved one rules meanwhile": lambda: after(
        Stage(),
        lambda s: s.push({"smmops.yaml": "version: 1\nid: [\n"}),
        lambda s: s.merge({POST: post()}, BY_MINA),
        lambda s: s.merge({"smmops.yaml": SETTINGS + POLICY}, BY_MINA),
    ),
}
