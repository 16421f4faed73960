"""A persona file, typed. No real person's name or contact data stands in one."""

from typing import Literal

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.scalar import Day, Share, Whole


class PainPoint(Frozen):
    """What troubles the persona; a tutorial names one by `id`."""

    id: str
    text: str


class Habit(Frozen):
    """Where and when the persona is met. `hours` are ranges as written: 07:00-09:00."""

    network: str
    share: Share | None = None
    formats: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    device: str | None = None


class Claim(Frozen):
    """Something said of the persona, and the id of the evidence where it is validated."""

    text: str
    status: Literal["validated", "hypothesis"] = "hypothesis"
    evidence: str | None = None


class Evidence(Frozen):
    """What was asked of how many people, when and how."""

    id: str
    method: str | None = None
    date: Day | None = None
    people: Whole | None = None
    findings: str | None = None
    source: str | None = None


class Persona(Frozen):
    """Front matter of a persona. `age` is (from, to) in years or the text `unknown`, as lists may be."""

    name: str | None = None
    age: tuple[Whole, Whole] | Literal["unknown"] = Field(description="[from, to] in years, or unknown")
    locations: tuple[str, ...] | Literal["unknown"] = Field(description="cities or countries, or unknown")
    gender: str = Field(description="any, or as measured, or unknown")
    interests: tuple[str, ...] | Literal["unknown"]
    pain_points: tuple[PainPoint, ...] | Literal["unknown"]
    motivations: tuple[str, ...] | Literal["unknown"]
    habits: tuple[Habit, ...] = ()
    finds_us_by: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
