"""Strategy file, typed."""

from smmops.model.base import Frozen


class Strategy(Frozen):
    """To be filled by its keys."""
