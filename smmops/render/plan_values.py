"""The values that plan.json may hold: each held to its letters, its length or its range."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from smmops.model.message import Message

_YEARS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
"""Times outside of it cannot be told in every zone."""


def letters(pattern: str) -> StringConstraints:
    """A text that the whole pattern matches."""
    return StringConstraints(pattern=rf"\A(?:{pattern})\z")


def _time(value: datetime) -> datetime:
    if not _YEARS[0] < value < _YEARS[1]:
        raise ValueError("a time outside of 1970 to 2200")
    return value


def _day(value: date) -> date:
    if not _YEARS[0].date() < value < _YEARS[1].date():
        raise ValueError("a day outside of 1970 to 2200")
    return value


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise ValueError("no time zone of the IANA data") from None


def _said(text: str) -> Message:
    """A sentence that was put into words already."""
    return Message("{said}", (("said", text),))


Text = Annotated[str, StringConstraints(max_length=20_000)]
Body = Annotated[str, StringConstraints(max_length=1_100_000)]
Words = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_said)]
Id = Annotated[str, letters(r"[a-z0-9-]{1,64}")]
Key = Annotated[str, letters(r"[a-z0-9-]{1,64}/[a-z0-9-]{1,64}\.[a-z0-9-]{1,64}")]
Name = Annotated[str, letters(r"[a-z0-9_-]{1,64}")]
Commit = Annotated[str, letters(r"[0-9a-f]{40}|[0-9a-f]{64}")]
Sha = Annotated[str, letters(r"[0-9a-f]{64}")]
Time = Annotated[AwareDatetime, AfterValidator(_time)]
Day = Annotated[date, AfterValidator(_day)]
Amount = Annotated[str, letters(r"-?[0-9]{1,18}(?:\.[0-9]{1,8})?"), AfterValidator(Decimal)]
Currency = Annotated[str, letters(r"[A-Z]{3}")]
Zone = Annotated[str, letters(r"[A-Za-z0-9_+/-]{1,64}"), AfterValidator(_zone)]
Count = Annotated[int, Field(ge=0, le=10**15)]


FEW = Field(max_length=200)
MANY = Field(max_length=5_000)


class Part(BaseModel):
    """An object of plan.json; `made_by` builds what it stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    made_by: ClassVar[Callable[..., Any]]

    def made(self) -> Any:
        """The plan's own value."""
        return self.made_by(**{_name(name): made_of(value) for name, value in self})


def _name(name: str) -> str:
    return "key" if name == "address" else name


def made_of(value: Any) -> Any:
    """A value of the file as the plan has it."""
    if isinstance(value, Part):
        return value.made()
    if isinstance(value, tuple):
        return tuple(made_of(each) for each in value)
    if isinstance(value, dict):
        return {key: made_of(each) for key, each in value.items()}
    return value
