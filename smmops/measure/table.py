"""The files of the metrics branch: long CSV, a row a number, one file a run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Literal

from smmops.measure.cadence import NEVER, Mark
from smmops.model.outcome import Sample
from smmops.words import escape

Kind = Literal["posts", "accounts"]
_FILE = re.compile(r"(?P<brand>.+)/metrics/(?P<kind>posts|accounts)/(\d{4})/(\d\d)/(\d\d)/(\d{6})\.csv")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file. `taken_at` is UTC as ISO 8601; `value` a decimal string, empty where `note` says why."""

    taken_at: str
    channel: str
    subject: str
    metric: str
    value: str
    unit: str
    window: str
    source: str
    formula: str
    note: str


COLUMNS = tuple(field.name for field in fields(Row))


def row(sample: Sample, *, at: datetime, channel: str) -> Row:
    """A sample as a row; a missing number without a reason gets one."""
    note = one_line(sample.note) or ("" if sample.value is not None else "no reason was given")
    return Row(
        taken_at=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        channel=channel,
        subject=sample.subject,
        metric=sample.metric,
        value=sample.value or "",
        unit=sample.unit,
        window=sample.window,
        source=sample.source,
        formula=sample.formula,
        note=note,
    )


def one_line(text: str) -> str:
    """What a network said, as a note: one line of at most 200 characters, nothing invisible in it."""
    line = " ".join(escape.terminal(" ".join(text.split())).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def encoded(rows: Iterable[Row]) -> bytes:
    """The file: UTF-8, a head, a line a row; no cell is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in rows:
        writer.writerow(escape.csv(getattr(each, name)) for name in COLUMNS)
    return out.getvalue().encode()


def marked(content: bytes, at: datetime) -> dict[tuple[str, str], Mark]:
    """(channel, subject) -> what a file written `at` says was got and what was tried in vain.

    Lines that are none of ours are passed over: a damaged file makes a number be taken again, nothing else.
    """
    marks: dict[tuple[str, str], Mark] = {}
    lines = io.StringIO(content.decode("utf-8", "replace").replace("\0", ""), newline="")
    try:
        for line in csv.DictReader(lines):
            channel, subject, value = (line.get(name) for name in ("channel", "subject", "value"))
            if channel and subject and value is not None:
                mark = Mark(good=at) if value else Mark(tried=at)
                marks[channel, subject] = marks.get((channel, subject), NEVER).later(mark)
    except csv.Error:
        pass
    return marks


def folder(brand: str, kind: Kind, month: str) -> str:
    """`<brand>/metrics/<kind>/<yyyy>/<mm>`; `month` is `yyyy/mm`."""
    return f"{brand}/metrics/{kind}/{month}"


def path(brand: str, kind: Kind, at: datetime) -> str:
    """`<brand>/metrics/<kind>/<yyyy>/<mm>/<dd>/<hhmmss>.csv`, UTC."""
    return f"{brand}/metrics/{kind}/{at.astimezone(UTC):%Y/%m/%d/%H%M%S}.csv"


def taken(name: str) -> datetime | None:
    """When a file of the branch was written, by its path; None for a path that is none of ours."""
    found = _FILE.fullmatch(name)
    if not found:
        return None
    try:
        return datetime.strptime("".join(found.groups()[2:]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def summed(subject: str, samples: Sequence[Sample]) -> Sample:
    """One metric of a thread: the sum of its parts, missing where one of them is."""
    first = samples[0]
    if len(samples) == 1:
        return first.model_copy(update={"subject": subject})
    lacking = next(((part, s) for part, s in enumerate(samples, 1) if s.value is None), None)
    if lacking:
        never = all(s.value is None and s.note == first.note for s in samples)
        note = first.note if never else f"part {lacking[0]}: {lacking[1].note}"
        return first.model_copy(update={"subject": subject, "value": None, "note": note})
    total = sum(int(s.value or 0) for s in samples)
    formula = f"sum of {len(samples)} parts"
    return first.model_copy(update={"subject": subject, "value": str(total), "formula": formula})
