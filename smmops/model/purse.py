"""Purse file, typed."""

from smmops.model.base import Frozen


class Purse(Frozen):
    """To be filled by its keys."""
