"""Pictures of brewing, beans and numbers; each function gives a drawn sheet."""

import random

from tests.example.drawing import (
    BARK,
    CLAY,
    CREAM,
    DEEP,
    HONEY,
    INK,
    MILK,
    PAPER,
    ROSE,
    RUST,
    SAGE,
    STEEL,
    TEAL,
    Sheet,
    bend,
    ring,
)
from tests.example.things import bean, cup, dripper, kettle, steam

HARDNESS = ((30, 58), (60, 90), (90, 100), (120, 84), (180, 52), (240, 30))
"""Milligrams a litre, and how well guests liked the coffee."""

SQUARE = (1080, 1080)
TALL = (1080, 1350)
WIDE = (1200, 800)


def pour_over() -> Sheet:
    """A kettle over a paper filter on a glass jug."""
    sheet = Sheet(WIDE)
    sheet.box((0, 560, 1200, 800), MILK)
    sheet.oval((470, 688), (210, 22), "#e0cfb2")
    sheet.line(bend((600, 236), (545, 236), (490, 250), (478, 322)), "#9fc4c8", 9)
    dripper(sheet, (470, 680), 165, level=0.45)
    kettle(sheet, (880, 440), 185)
    steam(sheet, (455, 300), 120)
    return sheet


def beans() -> Sheet:
    """Roasted beans from above, every which way."""
    sheet = Sheet(WIDE, "#3a2419")
    chance = random.Random(12)
    for row in range(9):
        for column in range(13):
            at = (
                column * 100 + chance.uniform(-28, 28) + row % 2 * 50 - 40,
                row * 98 + chance.uniform(-26, 26),
            )
            fill = chance.choice(("#6b4029", "#7a4a2f", "#5c3722", BARK))
            bean(sheet, at, chance.uniform(50, 60), turn=chance.uniform(0, 360), fill=fill)
    return sheet


def latte() -> Sheet:
    """A cup from above with a leaf of milk foam."""
    sheet = Sheet(WIDE, "#cfd8d2")
    sheet.oval((600, 410), (350, 350), "#bcc7c0")
    sheet.oval((600, 400), (340, 340), PAPER)
    sheet.line([(925, 400), (1010, 400)], PAPER, 70)
    sheet.oval((600, 400), (285, 285), "#8a5a3a")
    for step in range(6):
        y, half = 250 + step * 52, 60 + 36 * min(step, 5 - step) + step * 9
        for side in (-1, 1):
            leaf = bend(
                (600, y + 40),
                (600 + side * half, y + 10),
                (600 + side * half, y - 50),
                (600 + side * 18, y + 4),
            )
            sheet.shape(leaf, MILK)
    sheet.line([(600, 190), (600, 610)], "#8a5a3a", 9)
    return sheet


def chart(
    size: tuple[int, int] = (1000, 700), *, title: str = "How well 14 guests liked it (best = 100)"
) -> Sheet:
    """Bars: taste against the water's hardness."""
    sheet = Sheet(size, PAPER)
    wide, high = size[0] / 1000, size[1] / 700
    big = (wide + high) / 2
    sheet.text((110 * wide, 42 * high), title, 29 * big)
    floor = 600 * high
    for place, (hardness, liked) in enumerate(HARDNESS):
        left = (160 + place * 128) * wide
        top = floor - liked * 4.6 * high
        fill = TEAL if hardness == 90 else CLAY
        sheet.box((left, top, left + 84 * wide, floor), fill, round_by=8)
        middle = left + 42 * wide
        sheet.text((middle, top - 10 * high), str(liked), 28 * big, anchor="ms")
        sheet.text((middle, floor + 14 * high), str(hardness), 28 * big, anchor="ma")
    sheet.line([(110 * wide, 90 * high), (110 * wide, floor), (930 * wide, floor)], INK, 4)
    sheet.text((500 * wide, 654 * high), "hardness of the water, mg per litre", 28 * big, anchor="ma")
    return sheet


def six_glasses() -> Sheet:
    """First slide of the carousel: six glasses of water in a row, each bluer than the last."""
    sheet = Sheet(TALL, "#dfe9e8")
    sheet.text((90, 110), "6 waters", 128, fill=DEEP)
    sheet.text((94, 262), "1 coffee, 14 guests", 58, fill=DEEP)
    sheet.box((0, 1080, 1080, 1350), "#c4d4d2")
    blues = ("#eef6f6", "#d8ebec", "#bddadd", "#a0c7cc", "#83b1b8", "#669aa3")
    for place, blue in enumerate(blues):
        left = 74 + place * 160
        sheet.shape([(left, 720), (left + 132, 720), (left + 116, 1130), (left + 16, 1130)], "#f7fbfb")
        sheet.shape([(left + 7, 820), (left + 125, 820), (left + 112, 1118), (left + 20, 1118)], blue)
        sheet.oval((left + 66, 820), (59, 13), "#ffffff")
        sheet.text((left + 66, 1170), str(HARDNESS[place][0]), 42, fill=DEEP, anchor="ma")
    sheet.text((540, 1250), "mg per litre", 36, fill=DEEP, anchor="ma")
    return sheet


def chart_slide() -> Sheet:
    """Second slide: the chart, tall."""
    return chart(TALL, title="Liked by 14 guests (best = 100)")


def test_strip() -> Sheet:
    """Third slide: a strip beside a glass of tap water, with its scale."""
    sheet = Sheet(TALL, MILK)
    sheet.text((90, 110), "5 minutes, 1 strip", 92, fill=INK)
    sheet.box((0, 1120, 1080, 1350), "#e2cda6")
    sheet.shape([(150, 460), (520, 460), (478, 1180), (192, 1180)], "#f9fbfb")
    sheet.shape([(170, 640), (500, 640), (470, 1158), (200, 1158)], "#c9dfe2")
    sheet.oval((335, 640), (165, 30), "#e8f3f4")
    sheet.box((620, 420, 700, 1180), PAPER, round_by=10)
    for place, fill in enumerate(("#6d8f57", "#93a04f", "#c5a04c", "#c97a4f", "#b9545a")):
        sheet.box((632, 470 + place * 92, 688, 540 + place * 92), fill, round_by=6)
        sheet.text((740, 484 + place * 92), ("30", "60", "90", "120", "180")[place], 44)
    sheet.line([(850, 690), (900, 690)], TEAL, 10)
    sheet.text((920, 664), "aim", 48, fill=TEAL)
    return sheet


def jug_filter() -> Sheet:
    """Fourth slide: a jug with a filter above three cups."""
    sheet = Sheet(TALL, "#e7d9cf")
    sheet.text((90, 110), "90 mg per litre", 100, fill=RUST)
    sheet.text((94, 240), "fruit comes back", 58, fill=RUST)
    sheet.box((0, 1130, 1080, 1350), "#d4bfae")
    sheet.shape([(330, 420), (750, 420), (710, 880), (370, 880)], "#f3f7f6")
    sheet.line(bend((740, 480), (900, 480), (880, 800), (716, 800)), "#cfd9d8", 34)
    sheet.shape([(346, 600), (734, 600), (706, 866), (374, 866)], "#b5d3d7")
    sheet.box((450, 470, 630, 720), PAPER, round_by=20)
    sheet.box((450, 470, 630, 530), TEAL, round_by=20)
    for x in (240, 540, 840):
        cup(sheet, (x, 1010), 105)
    return sheet


def moka_fill() -> Sheet:
    """Moka, first step: the lower half, warm water up to the valve."""
    sheet = Sheet(SQUARE, "#d9e3df")
    sheet.text((70, 60), "1", 150, fill=TEAL)
    sheet.box((0, 860, 1080, 1080), "#b9cac3")
    sheet.shape([(300, 330), (780, 330), (850, 900), (230, 900)], STEEL)
    sheet.shape([(318, 480), (762, 480), (816, 870), (264, 870)], "#a7cdd3")
    sheet.oval((540, 480), (222, 34), "#c9e3e7")
    sheet.oval((540, 330), (240, 38), "#98a3a5")
    sheet.oval((690, 480), (26, 26), HONEY)
    sheet.text((870, 450), "70 C", 60, fill=DEEP)
    return sheet


def moka_basket() -> Sheet:
    """Moka, second step: the basket, filled level, not pressed."""
    sheet = Sheet(SQUARE, "#ecdcc3")
    sheet.text((70, 60), "2", 150, fill=RUST)
    sheet.box((0, 860, 1080, 1080), "#dcc49e")
    sheet.shape([(330, 470), (750, 470), (700, 760), (380, 760)], STEEL)
    sheet.box((500, 760, 580, 960), "#98a3a5", round_by=8)
    sheet.oval((540, 470), (214, 52), "#98a3a5")
    sheet.oval((540, 464), (194, 42), BARK)
    sheet.line([(250, 424), (830, 388)], CLAY, 24)
    sheet.text((800, 600), "18 g", 72, fill=RUST)
    return sheet


def moka_pour() -> Sheet:
    """Moka, third step: the whole pot on a small flame."""
    sheet = Sheet(SQUARE, "#e3c9bd")
    sheet.text((70, 60), "3", 150, fill=RUST)
    sheet.box((0, 930, 1080, 1080), "#c99f8d")
    sheet.box((330, 900, 750, 940), INK, round_by=10)
    for x in (430, 500, 580, 650):
        sheet.shape(
            [
                (x - 22, 902),
                *bend((x - 22, 902), (x - 20, 868), (x, 850)),
                *bend((x, 850), (x + 20, 868), (x + 22, 902)),
            ],
            "#5b8fb9",
        )
    sheet.shape([(410, 580), (670, 580), (740, 850), (340, 850)], STEEL)
    sheet.shape([(360, 270), (720, 270), (670, 570), (410, 570)], "#cdd5d6")
    sheet.shape([(360, 270), (280, 300), (390, 430)], "#cdd5d6")
    sheet.box((396, 556, 684, 600), "#98a3a5", round_by=10)
    sheet.shape([(350, 270), (540, 190), (730, 270)], "#98a3a5")
    sheet.oval((540, 184), (24, 24), INK)
    sheet.line(bend((716, 300), (870, 300), (860, 520), (690, 530)), INK, 40)
    steam(sheet, (300, 270), 130, fill=PAPER)
    return sheet


def jars() -> Sheet:
    """Small jars of beans on a frosted shelf, each with 18 g on its label."""
    sheet = Sheet((1000, 1500), "#cfe0e8")
    for shelf in range(3):
        floor = 480 + shelf * 440
        for place in range(4):
            left = 90 + place * 215
            sheet.box((left, floor - 270, left + 170, floor), "#eef5f8", round_by=26)
            sheet.box((left + 12, floor - 180, left + 158, floor - 12), "#6b4029", round_by=20)
            sheet.box(
                (left + 8, floor - 306, left + 162, floor - 258),
                CLAY if (shelf + place) % 3 else TEAL,
                round_by=10,
            )
            sheet.box((left + 34, floor - 130, left + 136, floor - 60), PAPER, round_by=8)
            sheet.text((left + 85, floor - 95), "18 g", 34, anchor="mm")
        sheet.box((40, floor, 960, floor + 26), "#f7fbfd", round_by=8)
        for drop in range(9):
            left = 80 + drop * 104
            sheet.shape(
                [(left, floor + 24), (left + 26, floor + 24), (left + 13, floor + 46 + drop % 3 * 16)],
                "#f7fbfd",
            )
    return sheet


def office() -> Sheet:
    """What a cup costs in an office of forty: three bars of five parts."""
    sheet = Sheet((1200, 900), PAPER)
    sheet.text((70, 50), "One cup in an office of 40, in won", 44)
    names = ("coffee", "milk", "machine", "cleaning", "thrown away")
    fills = (BARK, MILK, STEEL, SAGE, ROSE)
    rows = (
        ("capsules", (560, 60, 90, 0, 70)),
        ("bean machine", (240, 60, 170, 120, 40)),
        ("filter, 2 l", (210, 60, 40, 60, 90)),
    )
    for row, (label, parts) in enumerate(rows):
        top, left = 210 + row * 190, 320.0
        sheet.text((70, top + 36), label, 34)
        for part, fill in zip(parts, fills, strict=True):
            sheet.box((left, top, left + part, top + 110), fill)
            left += part
        sheet.text((left + 16, top + 32), str(sum(parts)), 40)
    left = 70.0
    for name, fill in zip(names, fills, strict=True):
        sheet.box((left, 806, left + 34, 840), fill)
        sheet.text((left + 46, 804), name, 28)
        left += 110 + len(name) * 14
    return sheet


def year() -> Sheet:
    """The year in four numbers, one a field."""
    sheet = Sheet(TALL, CREAM)
    fields = (
        (0, 0, CLAY, "14.3 t", "roasted"),
        (540, 0, TEAL, "2,104", "parcels"),
        (0, 675, HONEY, "6", "coffees"),
        (540, 675, BARK, "3", "burnt batches"),
    )
    for left, top, fill, number, what in fields:
        sheet.box((left, top, left + 540, top + 675), fill)
        sheet.text((left + 50, top + 60), number, 118, fill=PAPER)
        sheet.text((left + 54, top + 200), what, 46, fill=PAPER)
    for place in range(5):
        bean(sheet, (90 + place * 92, 560 - place % 2 * 70), 58, turn=place * 40)
    sheet.box((650, 420, 970, 610), MILK, round_by=8)
    sheet.box((795, 420, 825, 610), CLAY)
    sheet.line([(655, 500), (965, 500)], "#d6bf98", 4)
    for place in range(6):
        cup(sheet, (110 + place % 3 * 150, 1010 + place // 3 * 160), 50)
    for place in range(3):
        sheet.shape(ring((650 + place * 160, 1160), (56, 56)), "#17100c")
        steam(sheet, (650 + place * 160, 1090), 110, fill="#8d7668")
    return sheet
