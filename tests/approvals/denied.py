"""Histories that end not approved, and words of the reason."""

from tests.approvals.stage import (
    IMAGE,
    MINA,
    PERSONA,
    PERSONA_TEXT,
    PNG,
    POLICY,
    POST,
    SETTINGS,
    SORA,
    TEAM,
    Stage,
    post,
)
from tests.approvals.told import (
    BY_JUNO,
    BY_KIM,
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
    lenient,
    merged,
    rules,
)

DENIED = {
    "a push to main": (lambda: after(Stage(), lambda s: s.push({POST: post()})), "without a merge"),
    "a push to main that says it was approved": (
        lambda: after(Stage(), lambda s: s.push({POST: post()}, message="x\n\nApproved-by: mina")),
        "without a merge",
    ),
    "a merge without approval": (merged, "0 of 1 approvals count"),
    "an author who approves himself": (lambda: merged(BY_JUNO), "juno wrote a part"),
    "an author under another of his addresses": (
        lambda: merged(BY_MINA, by="Mina@Home.example"),
        "mina wrote a part",
    ),
    "a co-author who approves": (
        lambda: merged(BY_MINA, note="text\n\nCo-authored-by: M <mina@acme.example>\nnot a trailer line"),
        "mina wrote a part",
    ),
    "somebody who is no member": (lambda: merged("Approved-by: boss"), "unknown is no member"),
    "a name with another person's e-mail": (
        lambda: merged("Approved-by: mina <evil@x.example>"),
        "no member",
    ),
    "an e-mail instead of an id": (lambda: merged("Approved-by: mina@acme.example"), "no member"),
    "a sentence about approval": (lambda: merged("Approved-by: mina", "and by everybody else"), "0 of 1"),
    "a member whose roles may not approve content": (
        lambda: merged(BY_KIM),
        "kim has no role that may approve",
    ),
    "one member twice where two are asked": (
        lambda: merged(
            BY_MINA,
            "Approved-by: mina <mina@acme.example>",
            settings=rules(base="{minimum: 2, level: merged}"),
        ),
        "1 of 2",
    ),
    "the strictest minimum": (
        lambda: merged(
            BY_MINA,
            BY_SORA,
            settings=rules(
                "{match: {networks: [bluesky]}, approvals: {minimum: 3}}",
                "{match: {type: [risky]}, approvals: {minimum: 2}}",
            ),
        ),
        "2 of 3",
    ),
    "a label without legal": (
        lambda: merged(BY_MINA, BY_SORA, settings=REGULATED, text=LABELLED),
        "an approval by legal is missing",
    ),
    "a type without any of its roles": (
        lambda: merged(BY_MINA, settings=EITHER, text=post(type="risky")),
        "one of legal, finance is missing",
    ),
    "a rule by path": (
        lambda: merged(
            BY_MINA, settings=rules('{match: {paths: ["content/2026/**"]}, approvals: {all: [legal]}}')
        ),
        "legal is missing",
    ),
    "a rule by channel": (
        lambda: merged(
            BY_MINA, settings=rules("{match: {channels: [bluesky-acme]}, approvals: {minimum: 2}}")
        ),
        "1 of 2",
    ),
    "a rule by disclosure": (
        lambda: merged(
            BY_MINA,
            settings=rules("{match: {disclose: [ai]}, approvals: {all: [legal]}}"),
            text=post(disclose="{ai: generated}"),
        ),
        "legal is missing",
    ),
    "rules loosened by the same change": (lambda: after(Stage(settings=REGULATED), lenient), "1 of 2"),
    "an author who makes himself approver in the same change": (
        lambda: after(
            Stage(),
            lambda s: s.merge(
                {POST: post(), "team.yaml": TEAM.replace("roles: [finance]", "roles: [finance, approver]")},
                BY_KIM,
                BY_MINA,
            ),
            lambda s: s.merge({POST: post("neu")}, by=MINA, merger=MINA),
        ),
        "0 of 1",
    ),
    "a member who was added by the same change": (
        lambda: after(
            Stage(),
            lambda s: s.merge(
                {
                    POST: post(),
                    "team.yaml": TEAM.replace(
                        "members:\n", "members:\n  - {id: bob, git_emails: [b@x.example], roles: [admin]}\n"
                    ),
                },
                "Approved-by: bob",
            ),
        ),
        "unknown is no member",
    ),
    "an image that was changed later without approval": (
        lambda: after(
            Stage(),
            lambda s: s.merge({IMAGE: PNG, POST: post(media=PICTURE)}, BY_MINA),
            lambda s: s.push({IMAGE: PNG + b"!"}),
        ),
        "brew.png",
    ),
    "an image of a regulated post that legal never saw": (
        lambda: after(
            Stage(settings=REGULATED),
            lambda s: s.merge({IMAGE: PNG, POST: post(labels="[regulated]", media=PICTURE)}, BY_MINA, BY_LEO),
            lambda s: s.merge({IMAGE: PNG + b"!"}, BY_MINA),
        ),
        "brew.png",
    ),
    "a persona that was changed later without approval": (
        lambda: after(
            Stage(files={PERSONA: PERSONA_TEXT}),
            lambda s: s.merge({POST: post(persona="olivia-owner")}, BY_MINA),
            lambda s: s.push({PERSONA: PERSONA_TEXT + "more\n"}),
        ),
        PERSONA,
    ),
    "an unapproved revert to approved bytes": (
        lambda: after(
            merged(BY_MINA),
            lambda s: s.merge({POST: post("anders")}, BY_MINA),
            lambda s: s.push({POST: post()}),
        ),
        "without a merge",
    ),
    "a file that was taken away and put back": (
        lambda: after(merged(BY_MINA), lambda s: s.push({POST: None}), lambda s: s.push({POST: post()})),
        "without a merge",
    ),
    "bytes that the merge commit itself brought": (
        lambda: merged(BY_MINA, added={POST: post("nobody saw this")}),
        "the merge itself changed it",
    ),
    "a policy that no admin approved": (
        lambda: after(merged(BY_MINA), lambda s: s.merge({"smmops.yaml": CODE}, BY_SORA)),
        "smmops.yaml",
    ),
    "a policy that was pushed": (
        lambda: after(merged(BY_MINA), lambda s: s.push({"smmops.yaml": CODE})),
        "smmops.yaml",
    ),
    "a team that makes itself solo": (
        lambda: after(merged(BY_MINA), lambda s: s.push({"team.yaml": SOLO}, by=MINA)),
        "team.yaml",
    ),
    "a policy that was taken away and came again": (
        lambda: after(
            merged(BY_MINA),
            lambda s: s.push({"smmops.yaml": None}),
            lambda s: s.push({"smmops.yaml": SETTINGS + POLICY}),
        ),
        "smmops.yaml",
    ),
    "an emergency for policy itself": (
        lambda: after(merged(BY_MINA), lambda s: s.merge({"smmops.yaml": CODE}, "Break-glass: quick")),
        "smmops.yaml",
    ),
    "an emergency that was pushed": (
        lambda: after(Stage(), lambda s: s.push({POST: post()}, message="x\n\nBreak-glass: quick")),
        "without a merge",
    ),
    "an emergency without a reason": (lambda: merged("Break-glass:"), "0 of 1"),
    "a training that lapsed": (
        lambda: after(Stage(team=TRAINED % "2025-10-01"), lambda s: s.merge({POST: post()}, BY_SORA)),
        "sora had no valid training in brand-voice",
    ),
    "a training that was never done": (
        lambda: after(
            Stage(team=TRAINED % "2026-09-01"),
            lambda s: s.merge({POST: post()}, "Approved-by: juno", by=SORA),
        ),
        "juno had no valid training",
    ),
    "a training that was done after the approval": (
        lambda: after(Stage(team=TRAINED % "2026-11-20"), lambda s: s.merge({POST: post()}, BY_SORA)),
        "no valid training",
    ),
    "an approver whose addresses are not known": (
        lambda: after(
            Stage(team=TEAM.replace("git_emails: [sora@acme.example], ", "")),
            lambda s: s.merge({POST: post()}, BY_SORA),
        ),
        "sora has no git_emails",
    ),
    "a level that the forge cannot give": (
        lambda: merged(BY_MINA, settings=SETTINGS + "policy: {approvals: {minimum: 1, level: attested}}\n"),
        "asks level attested, the forge gives merged",
    ),
    "a rule that asks for people although on-main is enough for the rest": (
        lambda: after(
            Stage(
                settings=rules(
                    "{match: {labels: [regulated]}, approvals: {all: [legal]}}", base="{level: on-main}"
                )
            ),
            lambda s: s.push({POST: LABELLED}),
        ),
        "without a merge",
    ),
    "solo with two members": (
        lambda: after(
            Stage(team=SOLO.replace("members: [", "members: [{id: bob, git_emails: [b@x.example]}, ")),
            lambda s: s.push({POST: post()}),
        ),
        "without a merge",
    ),
    "content that came with the founding commit": (lambda: Stage(files={POST: post()}), "without a merge"),
    "nobody asked, but a push where a merge is": (
        lambda: after(
            Stage(settings=SETTINGS + "policy: {approvals: {minimum: 0, level: merged}}\n"),
            lambda s: s.push({POST: post()}),
        ),
        "without a merge",
    ),
    "a team that was taken away and came again": (
        lambda: after(
            merged(BY_MINA),
            lambda s: s.push({"team.yaml": None}),
            lambda s: s.push({"team.yaml": TEAM + "\n"}),
        ),
        "team.yaml",
    ),
    "a policy approved by a role that may approve everything and is no admin": (
        lambda: after(
            Stage(team=TEAM.replace('["content/**"]', '["**"]')),
            lambda s: s.merge({POST: post()}, BY_MINA),
            lambda s: s.merge({"smmops.yaml": CODE}, BY_LEO),
        ),
        "one of admin is missing",
    ),
    "a policy that was taken away, and came again with a team of its own": (
        lambda: after(
            Stage(),
            lambda s: s.push({"smmops.yaml": None, "team.yaml": None}),
            lambda s: s.push({"smmops.yaml": SETTINGS + POLICY, "team.yaml": SOLO, POST: post()}, by=MINA),
        ),
        "without a merge",
    ),
    "rules that nobody approved, and a change that they would judge": (
        lambda: after(
            Stage(),
            lambda s: s.push({"team.yaml": SOLO}, by=MINA),
            lambda s: s.push({"team.yaml": SOLO + "\n", POST: post()}, by=MINA),
        ),
        "without a merge",
    ),
    "rules that nobody approved, under a policy that the same people approve": (
        lambda: after(
            Stage(),
            lambda s: s.push({"team.yaml": TEAM.replace("roles: [finance]", "roles: [admin, approver]")}),
            lambda s: s.merge({"team.yaml": TEAM + "\n", POST: post()}, BY_KIM),
        ),
        "kim has no role",
    ),
}
