"""A plan as JSON for programs."""

from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from smmops import __version__
from smmops.model.message import Message
from smmops.model.plan import FORMAT_VERSION, Action, Change, Plan
from smmops.render.plan_words import sentence
from smmops.render.problems import json_text
from smmops.words.catalogue import say


def plan_json(plan: Plan) -> str:
    """`plan_facts` as text: sorted keys, two spaces, a final newline."""
    return json_text(plan_facts(plan))


def plan_facts(plan: Plan) -> dict[str, Any]:
    """Everything as JSON values: times UTC, amounts as decimal texts, sentences in the workspace's language."""
    language = plan.inputs.language
    return {
        "format_version": FORMAT_VERSION,
        "schema": "smmops.plan/1",
        "tool_version": __version__,
        "inputs": _values(plan.inputs, language),
        "sentence": sentence(plan, language),
        "changed": plan.changed,
        "stopped": plan.stopped,
        "summary": _summary(plan),
        "changes": [_change(change, language) for change in plan.changes],
        "files": _values(plan.files, language),
        "money": _values(plan.money, language),
        "guards": _values(plan.guards, language),
        "drift": _values(plan.drift, language),
        "stops": _values(plan.stops, language),
        "silenced": plan.silenced,
        "plan_digest": plan.digest,
    }


def _summary(plan: Plan) -> dict[str, int]:
    """Counts by action; `by_hand` are those of `publish` that a person posts."""
    counts = {
        action.value: sum(c.action is action and not c.blocked for c in plan.changes) for action in Action
    }
    by_hand = len(plan.ahead(Action.PUBLISH, by_hand=True))
    return {**counts, "by_hand": by_hand, "blocked": sum(bool(change.blocked) for change in plan.changes)}


def _change(change: Change, language: str) -> Any:
    facts = _values(change, language)
    facts["address"] = facts.pop("key")
    return facts


def _values(value: Any, language: str) -> Any:
    if isinstance(value, Message):
        return say(value, language)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _values(getattr(value, name), language) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(key): _values(inner, language) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_values(inner, language) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
