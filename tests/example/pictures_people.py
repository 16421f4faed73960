"""Pictures of places and people; each function gives a drawn sheet."""

import random

from tests.example.drawing import (
    BARK,
    CLAY,
    DEEP,
    HONEY,
    INK,
    MILK,
    NIGHT,
    PAPER,
    ROSE,
    RUST,
    SNOW,
    TEAL,
    Sheet,
    bend,
)
from tests.example.things import cup, person, snow, steam

TALL = (1080, 1350)
WIDE = (1200, 800)


def _hills(sheet: Sheet, floor: float, fills: tuple[str, ...]) -> None:
    wide = sheet.width
    for place, fill in enumerate(fills):
        top = floor + place * 90
        crest = bend(
            (0, top + 40),
            (wide * 0.3, top - 150 + place * 110),
            (wide * 0.6, top + 160 - place * 130),
            (wide, top - 20),
        )
        sheet.shape([*crest, (wide, sheet.height), (0, sheet.height)], fill)


def farm() -> Sheet:
    """Green hills in the evening, shrubs with red cherries in front."""
    sheet = Sheet(WIDE, "#f3cf9a")
    sheet.oval((840, 250), (95, 95), "#f6e3b4")
    _hills(sheet, 330, ("#9db27f", "#7d9c69", "#5f8453"))
    chance = random.Random(5)
    for x in range(-20, 1240, 150):
        y = 720 + chance.uniform(-30, 20)
        for _ in range(11):
            sheet.oval(
                (x + chance.uniform(-70, 70), y + chance.uniform(-95, 70)),
                (48, 32),
                chance.choice(("#3e6640", "#4a7549", "#365c39")),
            )
        for _ in range(12):
            sheet.oval(
                (x + chance.uniform(-75, 75), y + chance.uniform(-90, 60)),
                (11, 11),
                chance.choice(("#b3382f", "#c94f3a")),
            )
    return sheet


def shop_by_night() -> Sheet:
    """A small café at night, warm light behind the window, a red awning, the sign above it dark."""
    sheet = Sheet(WIDE, NIGHT)
    sheet.box((170, 90, 1030, 720), "#3a3f55")
    sheet.box((430, 120, 770, 200), "#2c3045", round_by=12)
    sheet.text((600, 160), "ONDA", 54, fill="#454b66", anchor="mm")
    sheet.box((230, 330, 700, 640), "#f4c56a", round_by=6)
    for x in (340, 480, 600):
        sheet.line([(x, 330), (x, 400)], INK, 5)
        sheet.oval((x, 416), (26, 20), "#fff2cf")
    sheet.box((230, 560, 700, 640), "#a9653a")
    for x in (300, 390, 560):
        cup(sheet, (x, 512), 34)
    sheet.box((770, 330, 950, 720), "#7a3d28", round_by=6)
    sheet.box((795, 360, 925, 560), "#f4c56a", round_by=4)
    sheet.oval((930, 590), (10, 10), HONEY)
    for stripe in range(10):
        left = 200 + stripe * 80
        fill = "#b3382f" if stripe % 2 == 0 else PAPER
        sheet.shape([(left, 240), (left + 80, 240), (left + 80, 330), (left, 330)], fill)
        sheet.oval((left + 40, 330), (40, 20), fill)
    sheet.box((0, 720, 1200, 800), "#171f33")
    sheet.shape([(250, 720), (690, 720), (780, 800), (180, 800)], "#5d4f45")
    return sheet


def shop_by_day() -> Sheet:
    """The same front by day with a queue before the door, and a dog."""
    sheet = Sheet((1080, 1080), "#bfdbe6")
    sheet.box((90, 170, 990, 840), "#e6d3b8")
    sheet.box((330, 205, 750, 300), PAPER, round_by=12)
    sheet.text((540, 252), "ONDA BUSAN", 52, fill=RUST, anchor="mm")
    for stripe in range(11):
        left = 100 + stripe * 80
        fill = "#b3382f" if stripe % 2 == 0 else PAPER
        sheet.box((left, 340, left + 80, 430), fill)
        sheet.oval((left + 40, 430), (40, 20), fill)
    sheet.box((150, 470, 640, 800), "#6d8790", round_by=6)
    sheet.box((720, 470, 910, 840), RUST, round_by=6)
    sheet.box((0, 840, 1080, 1080), "#c8c2b6")
    coats = (TEAL, CLAY, DEEP, HONEY, ROSE)
    for place, coat in enumerate(coats):
        person(
            sheet,
            (140 + place * 165, 1000),
            120,
            coat=coat,
            hair=(INK, BARK, "#6e6a66", INK, BARK)[place],
            apron=False,
        )
        x = 140 + place * 165
        sheet.box((x - 70, 996, x + 70, 1056), INK, round_by=10)
    sheet.oval((975, 985), (62, 42), "#b98552")
    sheet.oval((1032, 940), (34, 30), "#b98552")
    sheet.shape([(1012, 925), (1006, 968), (1028, 948)], "#8d5f35")
    sheet.oval((1046, 936), (5, 5), INK)
    for x in (940, 1004):
        sheet.line([(x, 1010), (x, 1052)], "#b98552", 16)
    sheet.line(bend((918, 975), (880, 960), (884, 925)), "#b98552", 14)
    return sheet


def baker() -> Sheet:
    """A baker in front of her oven with three loaves on a board."""
    sheet = Sheet(TALL, "#e9c9a5")
    sheet.box((0, 0, 1080, 760), "#b9855d")
    for row in range(8):
        for column in range(-1, 7):
            left = column * 190 + row % 2 * 95
            sheet.box((left + 5, row * 95 + 5, left + 185, row * 95 + 90), "#c49068", round_by=6)
    sheet.shape(
        [(610, 700), (610, 430), *bend((610, 430), (610, 180), (1000, 180), (1000, 430)), (1000, 700)], INK
    )
    sheet.shape(
        [
            (650, 700),
            *bend((650, 700), (690, 470), (760, 640), (800, 420)),
            *bend((800, 420), (850, 640), (920, 500), (960, 700)),
        ],
        HONEY,
    )
    sheet.shape(
        [(720, 700), *bend((720, 700), (760, 590), (800, 560)), *bend((800, 560), (850, 600), (890, 700))],
        "#f3dc8e",
    )
    person(sheet, (360, 1090), 420, coat="#eef0ec", hair="#3a2a22")
    sheet.box((230, 330, 490, 420), PAPER, round_by=40)
    sheet.oval((360, 320), (150, 70), PAPER)
    sheet.box((0, 1070, 1080, 1350), "#8d5f3d")
    sheet.box((120, 1080, 960, 1130), "#d9b07c", round_by=14)
    for place in range(3):
        x = 270 + place * 260
        sheet.oval((x, 1050), (122, 74), "#a8683a")
        for cut in (-1, 0, 1):
            sheet.line([(x + cut * 50 - 18, 1070), (x + cut * 50 + 18, 1010)], "#e8c592", 12)
    return sheet


def washing_station() -> Sheet:
    """A man at a raised bed on which coffee dries, hills behind him."""
    sheet = Sheet(WIDE, "#cfe3ea")
    _hills(sheet, 300, ("#a9bf94", "#86a572", "#c98a5a"))
    person(sheet, (330, 590), 270, coat="#4d6fa0", hair="#1d1613", apron=False)
    sheet.oval((330, 180), (76, 89), "#8a5a3c")
    sheet.shape([(234, 150), (426, 150), (396, 96), (264, 96)], "#e4cf9a")
    sheet.box((200, 138, 460, 160), "#d3bb80", round_by=10)
    for side in (-1, 1):
        sheet.oval((330 + side * 29, 182), (7, 8), INK)
    sheet.line(bend((306, 220), (330, 236), (354, 220)), "#4a2a1c", 7)
    sheet.shape([(60, 560), (1180, 560), (1200, 640), (20, 640)], "#b98552")
    sheet.shape([(80, 545), (1160, 545), (1180, 610), (50, 610)], "#ead9b0")
    chance = random.Random(9)
    for _ in range(260):
        sheet.oval(
            (chance.uniform(90, 1140), chance.uniform(552, 600)),
            (10, 6),
            chance.choice(("#d6bf86", "#c9ae70", "#e3d09c")),
        )
    for x in (120, 430, 760, 1090):
        sheet.line([(x, 640), (x, 770)], "#7d5430", 20)
    return sheet


def guesthouse() -> Sheet:
    """A guesthouse with a tiled roof in the snow, two people at the door with a pot of coffee."""
    sheet = Sheet(TALL, "#9fb6c9")
    snow(sheet, 90, seed=3, until=900)
    sheet.shape(
        [
            (60, 560),
            *bend((60, 560), (240, 520), (380, 330), (540, 320)),
            *bend((540, 320), (700, 330), (840, 520), (1020, 560)),
            (960, 620),
            (120, 620),
        ],
        "#4c5560",
    )
    sheet.line(bend((70, 552), (250, 510), (390, 326), (540, 314)), PAPER, 22)
    sheet.line(bend((540, 314), (690, 326), (830, 510), (1010, 552)), PAPER, 22)
    sheet.box((150, 620, 930, 1130), "#e8d8bd")
    for x in (150, 400, 650, 900):
        sheet.box((x, 620, x + 30, 1130), "#7d5430")
    sheet.box((430, 690, 650, 1130), "#f4d38a")
    for x in (200, 700):
        sheet.box((x, 720, x + 180, 920), "#f4d38a")
        for bar in (45, 90, 135):
            sheet.line([(x + bar, 720), (x + bar, 920)], "#7d5430", 5)
        sheet.line([(x, 820), (x + 180, 820)], "#7d5430", 5)
    sheet.box((0, 1130, 1080, 1350), SNOW)
    person(sheet, (430, 1180), 230, coat="#7d8f6f", hair="#8b8580", apron=False)
    person(sheet, (670, 1180), 230, coat=CLAY, hair=INK)
    sheet.box((250, 1170, 850, 1215), "#8d5f3d", round_by=10)
    cup(sheet, (340, 1120), 44)
    cup(sheet, (760, 1120), 44)
    steam(sheet, (340, 1090), 90, fill=PAPER)
    steam(sheet, (760, 1090), 90, fill=PAPER)
    return sheet


def drawers() -> Sheet:
    """A chest of twenty-four small drawers with brass knobs, the first one open."""
    sheet = Sheet((1000, 1500), "#3f5a55")
    sheet.box((90, 130, 910, 1400), "#8d5f3d", round_by=16)
    for place in range(24):
        left, top = 120 + place % 4 * 195, 165 + place // 4 * 205
        sheet.box((left, top, left + 175, top + 185), "#b98552", round_by=8)
        sheet.text((left + 87, top + 70), str(place + 1), 56, fill=MILK, anchor="mm")
        sheet.oval((left + 87, top + 138), (14, 14), HONEY)
    sheet.box((120, 165, 295, 350), "#2b1d14", round_by=8)
    sheet.shape([(100, 290), (315, 290), (315, 395), (100, 395)], "#c99560")
    sheet.box((150, 190, 265, 300), PAPER, round_by=8)
    sheet.text((207, 240), "12 g", 40, anchor="mm")
    sheet.oval((207, 350), (14, 14), HONEY)
    for side in (-1, 1):
        sheet.shape(bend((500, 120), (500 + side * 120, 20), (500 + side * 190, 90), (500, 126)), "#b3382f")
    sheet.oval((500, 118), (24, 24), "#8f2a24")
    return sheet


def boxes() -> Sheet:
    """Three gift boxes with ribbons, small, middle and large."""
    sheet = Sheet((1080, 1080), "#dfe5db")
    sheet.box((0, 800, 1080, 1080), "#c6d0c0")
    for left, width, height, fill, ribbon in (
        (70, 250, 250, CLAY, MILK),
        (370, 290, 360, TEAL, HONEY),
        (715, 300, 480, BARK, ROSE),
    ):
        top, middle = 880 - height, left + width / 2
        sheet.box((left, top, left + width, 880), fill, round_by=6)
        sheet.box((left - 14, top - 46, left + width + 14, top + 14), fill, round_by=6)
        sheet.box((left - 14, top + 8, left + width + 14, top + 16), INK)
        sheet.box((middle - 20, top - 46, middle + 20, 880), ribbon)
        for side in (-1, 1):
            sheet.shape(
                bend(
                    (middle, top - 44),
                    (middle + side * 90, top - 150),
                    (middle + side * 130, top - 70),
                    (middle, top - 40),
                ),
                ribbon,
            )
        sheet.oval((middle, top - 48), (20, 18), RUST)
    snow(sheet, 50, seed=8, until=500)
    return sheet


def iced() -> Sheet:
    """A plastic cup of iced coffee stuck in the snow, a scarf around it, minus eleven degrees."""
    sheet = Sheet((1080, 1350), "#a9c3d6")
    snow(sheet, 130, seed=4)
    sheet.text((80, 90), "-11", 190, fill=NIGHT)
    sheet.text((400, 98), "\u00b0C", 90, fill=NIGHT)
    sheet.shape([*bend((0, 1130), (300, 1040), (700, 1160), (1080, 1070)), (1080, 1350), (0, 1350)], SNOW)
    sheet.shape([(350, 430), (730, 430), (680, 1150), (400, 1150)], "#e8f1f3")
    sheet.shape([(360, 560), (720, 560), (682, 1130), (398, 1130)], "#5a3a28")
    for left, top, turn in ((400, 590, 0), (520, 640, 1), (600, 580, 0), (450, 720, 1), (580, 760, 0)):
        tilt = 18 if turn else -10
        sheet.shape(
            [(left, top), (left + 92, top + tilt), (left + 84, top + 92 + tilt), (left - 6, top + 86)],
            "#9d8a80",
        )
    sheet.box((330, 400, 750, 446), PAPER, round_by=20)
    sheet.line([(560, 400), (610, 180)], "#b3382f", 26)
    sheet.box((352, 860, 728, 960), "#b3382f", round_by=30)
    sheet.shape([(620, 930), (720, 940), (740, 1140), (650, 1150)], "#b3382f")
    for stripe in range(5):
        sheet.line([(390 + stripe * 70, 868), (382 + stripe * 70, 952)], MILK, 12)
    sheet.shape([*bend((180, 1210), (380, 1010), (700, 1020), (900, 1210)), (900, 1350), (180, 1350)], SNOW)
    return sheet
