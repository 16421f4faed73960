"""Samples from what a network answered."""

from smmops.model.outcome import Sample


def sample(subject: str, metric: str, value: object, *, source: str) -> Sample:
    """A count as the network gave it; anything but a whole number of 0 or more counts as not given."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Sample(subject=subject, metric=metric, value=str(value), source=source)
    return missing(subject, metric, "the network's answer did not hold it", source=source)


def missing(subject: str, metric: str, why: str, *, source: str = "") -> Sample:
    """A number that does not exist, with the reason; never 0."""
    return Sample(subject=subject, metric=metric, value=None, source=source, note=why)
