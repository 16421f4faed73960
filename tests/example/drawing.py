"""A sheet to draw flat pictures on, colours, and lines that bend."""

import io
import itertools
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

CREAM = "#f6efe3"
PAPER = "#fcfaf6"
CLAY = "#b0623b"
RUST = "#8c4526"
TEAL = "#3f7676"
DEEP = "#234848"
INK = "#2e2a27"
BARK = "#4a2f22"
HONEY = "#e3a93f"
SAGE = "#8fa883"
NIGHT = "#22304a"
SNOW = "#e9f0f4"
ROSE = "#d98f7a"
MILK = "#f3e3cb"
STEEL = "#b9c2c4"

Point = tuple[float, float]

_FINE = 2
"""Everything is drawn this much larger and scaled down: smooth edges."""


class Sheet:
    """A picture in its own pixels; (0, 0) is the top left."""

    def __init__(self, size: tuple[int, int], back: str = CREAM):
        self.width, self.height = size
        self._image = Image.new("RGB", (self.width * _FINE, self.height * _FINE), back)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, corners: tuple[float, float, float, float], fill: str, *, round_by: float = 0) -> None:
        """A filled rectangle from (left, top) to (right, bottom)."""
        self._draw.rounded_rectangle([side * _FINE for side in corners], round_by * _FINE, fill)

    def oval(self, centre: Point, radii: Point, fill: str) -> None:
        """A filled ellipse."""
        (x, y), (across, down) = centre, radii
        self._draw.ellipse(_fine([(x - across, y - down), (x + across, y + down)]), fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon(_fine(points), fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round ends and corners."""
        self._draw.line(_fine(points), fill, round(width * _FINE), joint="curve")
        for end in (points[0], points[-1]):
            self.oval(end, (width / 2, width / 2), fill)

    def text(self, at: Point, text: str, size: float, *, fill: str = INK, anchor: str = "la") -> None:
        """Words in Pillow's own font (ASCII), so that every machine draws the same."""
        font = ImageFont.load_default(size * _FINE)
        self._draw.text((at[0] * _FINE, at[1] * _FINE), text, fill, font=font, anchor=anchor)

    def picture(self) -> Image.Image:
        """What was drawn, at its real size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def file(self, name: str) -> bytes:
        """What was drawn, as the kind of file that `name` ends in."""
        out = io.BytesIO()
        if name.endswith(".png"):
            few = self.picture().quantize(64, dither=Image.Dither.NONE)
            few.save(out, "PNG", optimize=True)
        else:
            self.picture().save(out, "JPEG", quality=80, optimize=True, progressive=True)
        return out.getvalue()


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


def bend(*points: Point, steps: int = 24) -> list[Point]:
    """A Bézier curve through the first and last point, drawn to the others."""
    found = []
    for step in range(steps + 1):
        t, level = step / steps, list(points)
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in itertools.pairwise(level)
            ]
        found.append(level[0])
    return found


def turned(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    """Points turned clockwise."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [
        (
            about[0] + (x - about[0]) * cos - (y - about[1]) * sin,
            about[1] + (x - about[0]) * sin + (y - about[1]) * cos,
        )
        for x, y in points
    ]


def ring(centre: Point, radii: Point, *, start: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse, degrees clockwise from the right."""
    return [
        (
            centre[0] + radii[0] * math.cos(math.radians(angle)),
            centre[1] + radii[1] * math.sin(math.radians(angle)),
        )
        for angle in [start + (end - start) * step / 40 for step in range(41)]
    ]
