"""Things that several pictures show: beans, cups, kettles, people, snow."""

import random

from tests.example.drawing import (
    BARK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MILK,
    PAPER,
    RUST,
    STEEL,
    TEAL,
    Point,
    Sheet,
    bend,
    ring,
    turned,
)


def bean(sheet: Sheet, at: Point, size: float, *, turn: float = 0, fill: str = BARK) -> None:
    """A coffee bean with its crease."""
    x, y = at
    sheet.shape(turned(ring(at, (size, size * 0.68)), at, turn), fill)
    crease = bend(
        (x - size * 0.8, y),
        (x - size * 0.2, y - size * 0.4),
        (x + size * 0.2, y + size * 0.4),
        (x + size * 0.8, y),
    )
    sheet.line(turned(crease, at, turn), "#241610" if fill == BARK else RUST, size * 0.13)


def steam(sheet: Sheet, at: Point, height: float, *, fill: str = STEEL) -> None:
    """Three curls that rise from a point."""
    x, y = at
    for shift in (-0.28, 0, 0.28):
        left, top = x + shift * height, y - height * (0.85 + abs(shift) * -0.6)
        sheet.line(
            bend(
                (left, y),
                (left - height * 0.2, y - height * 0.35),
                (left + height * 0.2, y - height * 0.5),
                (left, top),
            ),
            fill,
            height * 0.045,
        )


def cup(sheet: Sheet, at: Point, size: float, *, fill: str = PAPER, inside: str = BARK) -> None:
    """A cup with a handle, `at` the middle of its rim; `size` is half its width."""
    x, y = at
    sheet.line(
        bend(
            (x + size * 0.8, y + size * 0.3),
            (x + size * 1.7, y + size * 0.1),
            (x + size * 1.5, y + size * 1.1),
            (x + size * 0.6, y + size * 0.95),
        ),
        fill,
        size * 0.16,
    )
    sheet.shape(
        [
            (x - size, y),
            *bend(
                (x - size * 0.95, y + size * 0.5),
                (x - size * 0.8, y + size * 1.3),
                (x - size * 0.35, y + size * 1.35),
            ),
            *bend(
                (x + size * 0.35, y + size * 1.35),
                (x + size * 0.8, y + size * 1.3),
                (x + size * 0.95, y + size * 0.5),
            ),
            (x + size, y),
        ],
        fill,
    )
    sheet.oval(at, (size, size * 0.24), "#ddd2c1" if fill == PAPER else fill)
    sheet.oval((x, y + size * 0.02), (size * 0.88, size * 0.18), inside)


def kettle(sheet: Sheet, at: Point, size: float, *, fill: str = TEAL) -> None:
    """A gooseneck kettle that pours to the left; `at` is the middle of its foot."""
    x, y = at
    sheet.line(
        bend(
            (x - size * 0.5, y - size * 0.3),
            (x - size * 1.15, y - size * 0.3),
            (x - size * 0.95, y - size * 1.2),
            (x - size * 1.5, y - size * 1.1),
        ),
        fill,
        size * 0.15,
    )
    sheet.shape(
        [
            (x - size * 0.48, y - size * 1.05),
            (x + size * 0.48, y - size * 1.05),
            (x + size * 0.72, y),
            (x - size * 0.72, y),
        ],
        fill,
    )
    sheet.box(
        (x - size * 0.72, y - size * 0.06, x + size * 0.72, y + size * 0.04), DEEP, round_by=size * 0.04
    )
    sheet.box(
        (x - size * 0.54, y - size * 1.14, x + size * 0.54, y - size * 1.02), DEEP, round_by=size * 0.05
    )
    sheet.oval((x, y - size * 1.22), (size * 0.11, size * 0.1), HONEY)
    sheet.line(
        bend(
            (x + size * 0.45, y - size * 0.95),
            (x + size * 1.35, y - size * 1.1),
            (x + size * 1.25, y - size * 0.1),
            (x + size * 0.85, y - size * 0.12),
        ),
        DEEP,
        size * 0.12,
    )


def dripper(sheet: Sheet, at: Point, size: float, *, level: float = 0.5) -> None:
    """A glass jug under a paper filter in its cone; `at` is the middle of the foot, `level` how full the jug is."""
    x, y = at
    wall = [
        (x - size * 0.34, y - size * 1.25),
        (x + size * 0.34, y - size * 1.25),
        (x + size * 0.78, y),
        (x - size * 0.78, y),
    ]
    sheet.shape(wall, "#dfe7e6")
    top = y - size * 1.1 * level
    half = size * (0.78 - 0.44 * level * 1.1 / 1.25)
    sheet.shape(
        [
            (x - half, top),
            (x + half, top),
            (x + size * 0.76, y - size * 0.03),
            (x - size * 0.76, y - size * 0.03),
        ],
        BARK,
    )
    sheet.box((x - size * 0.6, y - size * 1.34, x + size * 0.6, y - size * 1.24), RUST, round_by=size * 0.05)
    sheet.shape(
        [
            (x - size * 0.86, y - size * 2.1),
            (x + size * 0.86, y - size * 2.1),
            (x + size * 0.2, y - size * 1.3),
            (x - size * 0.2, y - size * 1.3),
        ],
        CLAY,
    )
    sheet.shape(
        [
            (x - size * 0.94, y - size * 2.2),
            (x + size * 0.94, y - size * 2.2),
            (x + size * 0.8, y - size * 2.02),
            (x - size * 0.8, y - size * 2.02),
        ],
        PAPER,
    )
    sheet.oval((x, y - size * 2.2), (size * 0.94, size * 0.16), "#e6dccb")
    sheet.oval((x, y - size * 2.17), (size * 0.74, size * 0.11), BARK)


def snow(sheet: Sheet, flakes: int, *, seed: int, until: float | None = None) -> None:
    """Flakes over the whole sheet, or down to a height."""
    chance = random.Random(seed)
    for _ in range(flakes):
        size = chance.uniform(2, 6)
        at = (chance.uniform(0, sheet.width), chance.uniform(0, until or sheet.height))
        sheet.oval(at, (size, size), "#ffffff")


def person(sheet: Sheet, at: Point, size: float, *, coat: str, hair: str = INK, apron: bool = True) -> None:
    """Somebody from the waist up; `at` is the middle of the lower edge."""
    x, y = at
    sheet.oval((x, y - size * 1.62), (size * 0.36, size * 0.4), hair)
    sheet.box((x - size * 0.1, y - size * 1.4, x + size * 0.1, y - size), "#dba583", round_by=size * 0.05)
    sheet.oval((x, y - size * 1.52), (size * 0.28, size * 0.33), "#e8b795")
    sheet.shape([*ring((x, y - size * 1.66), (size * 0.32, size * 0.24), start=180, end=360)], hair)
    sheet.shape(
        [
            (x - size * 0.72, y),
            *bend(
                (x - size * 0.7, y - size * 0.7),
                (x - size * 0.6, y - size * 1.1),
                (x - size * 0.12, y - size * 1.1),
            ),
            *bend(
                (x + size * 0.12, y - size * 1.1),
                (x + size * 0.6, y - size * 1.1),
                (x + size * 0.7, y - size * 0.7),
            ),
            (x + size * 0.72, y),
        ],
        coat,
    )
    if apron:
        sheet.box((x - size * 0.34, y - size * 0.75, x + size * 0.34, y), MILK, round_by=size * 0.06)
    for side in (-1, 1):
        if apron:
            sheet.line(
                [(x + side * size * 0.28, y - size * 0.72), (x + side * size * 0.16, y - size * 1.05)],
                MILK,
                size * 0.07,
            )
        sheet.oval((x + side * size * 0.11, y - size * 1.52), (size * 0.025, size * 0.03), INK)
    sheet.line(
        bend((x - size * 0.09, y - size * 1.38), (x, y - size * 1.31), (x + size * 0.09, y - size * 1.38)),
        RUST,
        size * 0.025,
    )
