"""Pieces of the histories that are judged."""

from collections.abc import Callable

from tests.approvals.stage import (
    POLICY,
    POST,
    SETTINGS,
    SORA,
    TEAM,
    Stage,
    post,
)

BY_MINA, BY_JUNO, BY_SORA = "Approved-by: mina", "Approved-by: juno", "Approved-by: sora"
BY_LEO, BY_KIM = "Approved-by: leo", "Approved-by: kim"
SOLO = "members: [{id: mina, git_emails: [mina@acme.example]}]\nsolo: true\n"
PICTURE = "[{file: brew.png, alt: A kettle}]"


def rules(*lines: str, base: str = "{minimum: 1, level: merged}") -> str:
    return (
        SETTINGS + f"policy:\n  approvals: {base}\n  rules:\n" + "".join(f"    - {line}\n" for line in lines)
    )


def merged(*said: str, settings: str = SETTINGS + POLICY, text: str = "", **options) -> Stage:
    """The post came by one merge with these trailers."""
    stage = Stage(settings=settings)
    stage.merge({POST: text or post()}, *said, **options)
    return stage


def after(stage: Stage, *steps: Callable[[Stage], object]) -> Stage:
    for step in steps:
        step(stage)
    return stage


REGULATED = rules("{match: {labels: [regulated]}, approvals: {minimum: 2, all: [legal]}}")
LABELLED = post(labels="[regulated]")
EITHER = rules("{match: {type: [risky]}, approvals: {any: [legal, finance]}}")
TRAINED = TEAM + "training: [{topic: brand-voice, required_for: [approver], valid: 365d, done: {sora: %s}}]\n"
CODE = SETTINGS + POLICY + "  late: skip\n"


def lenient(stage: Stage) -> None:
    """One change loosens policy and brings the post that would need more."""
    stage.merge({"smmops.yaml": SETTINGS + POLICY, POST: LABELLED}, BY_MINA, merger=SORA)
