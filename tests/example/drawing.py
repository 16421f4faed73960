"""A sheet to draw flat pictures on, and what the pictures of the example share: colours and a few things."""

import io
import math
import random
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
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
                for a, b in zip(level, level[1:], strict=False)
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


def bean(sheet: Sheet, at: Point, size: float, *, turn: float = 0, fill: str = BARK) -> None:
    """A coffee bean with its crease."""
    x, y = at
    sheet.shape(turned(ring(at, (size, size * 0.68)), at, turn), fill)
    crease = bend((x - size * 0.8, y), (x - size * 0.2, y - size * 0.4), (x + size * 0.2, y + size * 0.4), (x + size * 0.8, y))
    sheet.line(turned(crease, at, turn), "#241610" if fill == BARK else RUST, size * 0.13)


def steam(sheet: Sheet, at: Point, height: float, *, fill: str = STEEL) -> None:
    """Three curls that rise from a point."""
    x, y = at
    for shift in (-0.28, 0, 0.28):
        left, top = x + shift * height, y - height * (0.85 + abs(shift) * -0.6)
        sheet.line(
            bend((left, y), (left - height * 0.2, y - height * 0.35), (left + height * 0.2, y - height * 0.5), (left, top)),
            fill,
            height * 0.045,
        )


def cup(sheet: Sheet, at: Point, size: float, *, fill: str = PAPER, inside: str = BARK) -> None:
    """A cup with a handle, `at` the middle of its rim; `size` is half its width."""
    x, y = at
    sheet.line(bend((x + size * 0.8, y + size * 0.3), (x + size * 1.7, y + size * 0.1), (x + size * 1.5, y + size * 1.1), (x + size * 0.6, y + size * 0.95)), fill, size * 0.16)
    sheet.shape(
        [
            (x - size, y),
            *bend((x - size * 0.95, y + size * 0.5), (x - size * 0.8, y + size * 1.3), (x - size * 0.35, y + size * 1.35)),
            *bend((x + size * 0.35, y + size * 1.35), (x + size * 0.8, y + size * 1.3), (x + size * 0.95, y + size * 0.5)),
            (x + size, y),
        ],
        fill,
    )
    sheet.oval(at, (size, size * 0.24), "#ddd2c1" if fill == PAPER else fill)
    sheet.oval((x, y + size * 0.02), (size * 0.88, size * 0.18), inside)


def kettle(sheet: Sheet, at: Point, size: float, *, fill: str = TEAL) -> None:
    """A gooseneck kettle that pours to the left; `at` is the middle of its foot."""
    x, y = at
    sheet.line(bend((x - size * 0.5, y - size * 0.3), (x - size * 1.15, y - size * 0.3), (x - size * 0.95, y - size * 1.2), (x - size * 1.5, y - size * 1.1)), fill, size * 0.15)
    sheet.shape([(x - size * 0.48, y - size * 1.05), (x + size * 0.48, y - size * 1.05), (x + size * 0.72, y), (x - size * 0.72, y)], fill)
    sheet.box((x - size * 0.72, y - size * 0.06, x + size * 0.72, y + size * 0.04), DEEP, round_by=size * 0.04)
    sheet.box((x - size * 0.54, y - size * 1.14, x + size * 0.54, y - size * 1.02), DEEP, round_by=size * 0.05)
    sheet.oval((x, y - size * 1.22), (size * 0.11, size * 0.1), HONEY)
    sheet.line(bend((x + size * 0.45, y - size * 0.95), (x + size * 1.35, y - size * 1.1), (x + size * 1.25, y - size * 0.1), (x + size * 0.85, y - size * 0.12)), DEEP, size * 0.12)


def dripper(sheet: Sheet, at: Point, size: float, *, level: float = 0.5) -> None:
    """A glass jug under a paper filter in its cone; `at` is the middle of the foot, `level` how full the jug is."""
    x, y = at
    wall = [(x - size * 0.34, y - size * 1.25), (x + size * 0.34, y - size * 1.25), (x + size * 0.78, y), (x - size * 0.78, y)]
    sheet.shape(wall, "#dfe7e6")
    top = y - size * 1.1 * level
    half = size * (0.78 - 0.44 * level * 1.1 / 1.25)
    sheet.shape([(x - half, top), (x + half, top), (x + size * 0.76, y - size * 0.03), (x - size * 0.76, y - size * 0.03)], BARK)
    sheet.box((x - size * 0.6, y - size * 1.34, x + size * 0.6, y - size * 1.24), RUST, round_by=size * 0.05)
    sheet.shape([(x - size * 0.86, y - size * 2.1), (x + size * 0.86, y - size * 2.1), (x + size * 0.2, y - size * 1.3), (x - size * 0.2, y - size * 1.3)], CLAY)
    sheet.shape([(x - size * 0.94, y - size * 2.2), (x + size * 0.94, y - size * 2.2), (x + size * 0.8, y - size * 2.02), (x - size * 0.8, y - size * 2.02)], PAPER)
    sheet.oval((x, y - size * 2.2), (size * 0.94, size * 0.16), "#e6dccb")
    sheet.oval((x, y - size * 2.17), (size * 0.74, size * 0.11), BARK)


def snow(sheet: Sheet, flakes: int, *, seed: int, until: float | None = None) -> None:
    """Flakes over the whole sheet, or down to a height."""
    chance = random.Random(seed)
    for _ in range(flakes):
        size = chance.uniform(2, 6)
        at = (chance.uniform(0, sheet.width), chance.uniform(0, until or sheet.height))
        sheet.oval(at, (size, size), "#ffffff")


def person(
    sheet: Sheet, at: Point, size: float, *, coat: str, hair: str = INK, apron: bool = True
) -> None:
    """Somebody from the waist up; `at` is the middle of the lower edge."""
    x, y = at
    sheet.oval((x, y - size * 1.62), (size * 0.36, size * 0.4), hair)
    sheet.box((x - size * 0.1, y - size * 1.4, x + size * 0.1, y - size), "#dba583", round_by=size * 0.05)
    sheet.oval((x, y - size * 1.52), (size * 0.28, size * 0.33), "#e8b795")
    sheet.shape([*ring((x, y - size * 1.66), (size * 0.32, size * 0.24), start=180, end=360)], hair)
    sheet.shape(
        [(x - size * 0.72, y), *bend((x - size * 0.7, y - size * 0.7), (x - size * 0.6, y - size * 1.1), (x - size * 0.12, y - size * 1.1)), *bend((x + size * 0.12, y - size * 1.1), (x + size * 0.6, y - size * 1.1), (x + size * 0.7, y - size * 0.7)), (x + size * 0.72, y)],
        coat,
    )
    if apron:
        sheet.box((x - size * 0.34, y - size * 0.75, x + size * 0.34, y), MILK, round_by=size * 0.06)
    for side in (-1, 1):
        if apron:
            sheet.line([(x + side * size * 0.28, y - size * 0.72), (x + side * size * 0.16, y - size * 1.05)], MILK, size * 0.07)
        sheet.oval((x + side * size * 0.11, y - size * 1.52), (size * 0.025, size * 0.03), INK)
    sheet.line(bend((x - size * 0.09, y - size * 1.38), (x, y - size * 1.31), (x + size * 0.09, y - size * 1.38)), RUST, size * 0.025)
