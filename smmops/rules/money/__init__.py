"""Campaigns and what they may spend."""
