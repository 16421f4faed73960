"""Samples from what a network answered."""

from smmops.model.outcome import Sample

NOW = "now"
"""The window of a level, as it stands when it is read; counts of a post are of its `lifetime`."""


def sample(subject: str, metric: str, value: object, *, source: str) -> Sample:
    """A count as the network gave it; anything but a whole number of 0 or more counts as not given."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Sample(subject=subject, metric=metric, value=str(value), source=source)
    return missing(subject, metric, "the network's answer did not hold it", source=source)


def missing(subject: str, metric: str, why: str, *, source: str = "") -> Sample:
    """A number that does not exist, with the reason; never 0."""
    return Sample(subject=subject, metric=metric, value=None, source=source, note=why)


def level(of: Sample) -> Sample:
    """The same, as what stands now and not what came together over a lifetime."""
    return of.model_copy(update={"window": NOW})
