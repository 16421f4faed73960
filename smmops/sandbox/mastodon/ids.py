"""Ids as Mastodon makes them: milliseconds << 16 with a counter below."""

from smmops.sandbox.network import Ground


def next_id(ground: Ground) -> str:
    """Larger than every id before, also while the clock stands still or goes back."""
    last = int(ground.state.setting("mastodon.id", 0))
    fresh = max(int(ground.clock.now() * 1000) << 16, last + 1)
    ground.state.keep_setting("mastodon.id", fresh)
    return str(fresh)


def later(name: str, than: str) -> bool:
    """Compares as clients must: by length, then as text."""
    return (len(name), name) > (len(than), than)
