"""Exact strings -> a file's typed model; pydantic's refusals -> findings in people's words."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from smmops.model.base import Frozen
from smmops.model.document import Spot, Trail
from smmops.store.finding import Finding
from smmops.store.wording import worded

M = TypeVar("M", bound=Frozen)

MOST = 50
"""Findings a file: who has more sees the rest once these are mended."""


def present(value: Any) -> Any:
    """The values without what is absent: keys whose value is empty or `null`."""
    if isinstance(value, dict):
        return {key: present(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [present(item) for item in value]
    return value


def typed(
    model: type[M], values: Mapping[str, Any], *, spots: Mapping[Trail, Spot]
) -> tuple[M | None, list[Finding]]:
    """The model of a file's values, or None and what is wrong with them."""
    try:
        return model.model_validate(values), []
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_context=True, include_input=True)
        findings = [worded(error, model, spots=spots) for error in errors[:MOST]]
        return None, sorted(findings, key=lambda finding: finding.spot)
