"""Campaign file, typed."""

from smmops.model.base import Frozen


class Campaign(Frozen):
    """To be filled by its keys."""
