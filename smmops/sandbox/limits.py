"""Rate limits: points spent in fixed windows, by the sandbox's clock."""

from dataclasses import dataclass

from smmops.sandbox.network import Ground


@dataclass(frozen=True, slots=True)
class Window:
    """A limit of `points` in `seconds`, counted for each name of what is limited."""

    points: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Budget:
    """Where a window stands after a request; `reset` is in UTC seconds."""

    window: Window
    left: int
    reset: float
    exceeded: bool


def spend(ground: Ground, name: str, window: Window, points: int = 1) -> Budget:
    """Books `points` under `name`; exceeded when the window had fewer left. A refused request costs too."""
    now = ground.clock.now()
    start = now - now % window.seconds
    bucket = f"{name}/{window.seconds}"
    with ground.state.change() as state:
        state.run("DELETE FROM spent WHERE bucket = ? AND at < ?", bucket, start)
        used = state.rows(
            "SELECT COALESCE(SUM(points), 0) FROM spent WHERE bucket = ? AND at = ?", bucket, start
        )
        total = int(used[0][0]) + points
        state.run("INSERT INTO spent VALUES (?, ?, ?)", bucket, start, points)
    return Budget(window, max(0, window.points - total), start + window.seconds, total > window.points)
