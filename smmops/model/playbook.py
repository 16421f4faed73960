"""Playbook file, typed."""

from smmops.model.base import Frozen


class Playbook(Frozen):
    """To be filled by its keys."""
