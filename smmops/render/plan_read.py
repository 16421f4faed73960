"""A plan read from its JSON, which anybody may have written."""

from pydantic import ValidationError

from smmops.model.plan import Plan
from smmops.render.plan_schema import PlanFile
from smmops.render.plan_values import Part

LARGEST = 8 * 1024 * 1024
"""Bytes of a plan.json that is looked at; three hundred posts with long texts take two million."""


class PlanError(ValueError):
    """The bytes are no plan; says why, in one line, with nothing of what stands in them."""


def plan_of(content: bytes) -> Plan:
    """The plan in the bytes of a plan.json. PlanError for anything else."""
    if len(content) > LARGEST:
        raise PlanError(f"it has {len(content)} bytes, at most {LARGEST} are read")
    try:
        read = PlanFile.model_validate_json(content)
    except ValidationError as wrong:
        raise PlanError(_first(wrong)) from None
    plan: Plan = read.made()
    return plan


def _first(wrong: ValidationError) -> str:
    """Where the first error is and of which kind; keys that the file itself made up are not repeated."""
    error = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
    known = [str(part) for part in error["loc"] if isinstance(part, int) or part in _NAMES]
    where = ".".join(known) or "the file"
    return f"{where}: {error['type'].replace('_', ' ')}, and {wrong.error_count() - 1} more"


_NAMES = frozenset(name for kind in Part.__subclasses__() for name in kind.model_fields)
