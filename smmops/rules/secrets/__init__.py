"""Secrets and where they are sent."""
