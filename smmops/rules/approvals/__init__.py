"""Whose yes a post needs, and whether it can be given."""
