"""Playbooks and moderation."""
