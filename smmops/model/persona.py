"""Persona file, typed."""

from smmops.model.base import Frozen


class Persona(Frozen):
    """To be filled by its keys."""
