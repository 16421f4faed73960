"""The two short films of the example, drawn picture by picture; ffmpeg makes H.264 of them."""

import itertools
import math
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.example.drawing import (
    BARK,
    CLAY,
    CREAM,
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
)
from tests.example.things import bean, kettle, steam

RATE = 24
"""Pictures a second."""

DRIP_SECONDS = 12
ROAST_SECONDS = 15

_CRACK = 550
_DROP = 645
"""Seconds of the roast: first crack, and when the beans leave the drum."""


def drip_bag(second: float) -> Sheet:
    """A drip bag on a glass: 20 ml, a wait, then 150 ml; at the end the bag is lifted away."""
    sheet = Sheet((540, 960), "#e9dfd0")
    sheet.box((0, 760, 540, 960), "#d8c3a2")
    water = _between(second, 1.5, 2.5) * 20 + _between(second, 6.0, 9.5) * 130
    pouring = 1.5 <= second <= 2.5 or 6.0 <= second <= 9.5
    away = _between(second, 10.2, 11.2) * 420
    _glass(sheet, _between(second, 2.0, 10.0) * min(1.0, water / 150))
    _bag(sheet, away, bubbling=2.3 <= second <= 6.0, second=second)
    tilt = _between(second, 0.6, 1.4) - _between(second, 9.6, 10.4)
    kettle(sheet, (430 + (1 - tilt) * 420, 330), 130)
    if pouring:
        sheet.line(bend((236, 190), (222, 200), (216, 240), (216, 400)), "#9fc4c8", 8)
    if second < 10.4:
        sheet.text((36, 60), f"{water:.0f} ml", 76, fill=RUST)
        if 2.5 <= second < 6.0:
            sheet.text((36, 150), f"wait {(second - 2.5) / 3.5 * 30:.0f} s", 48, fill=DEEP)
    else:
        steam(sheet, (216, 500), 130, fill=PAPER)
    return sheet


def _between(second: float, start: float, end: float) -> float:
    """How far between two times: 0 before, 1 after, smooth at both ends."""
    share = min(1.0, max(0.0, (second - start) / (end - start)))
    return share * share * (3 - 2 * share)


def _glass(sheet: Sheet, full: float) -> None:
    sheet.oval((216, 838), (150, 16), "#c4ad88")
    sheet.line(bend((330, 580), (440, 560), (430, 770), (318, 760)), "#f3f6f4", 22)
    sheet.shape([(96, 510), (336, 510), (316, 830), (116, 830)], "#f3f6f4")
    top = 816 - 230 * full
    if full > 0.01:
        half = 100 + (816 - top) / 306 * 16
        sheet.shape([(216 - half, top), (216 + half, top), (316 - 8, 816), (116 + 8, 816)], BARK)
        sheet.oval((216, top), (half, 9), RUST)
    sheet.oval((216, 510), (120, 16), "#dfe6e3")


def _bag(sheet: Sheet, away: float, *, bubbling: bool, second: float) -> None:
    up = -away
    sheet.shape([(80, 500 + up), (96, 470 + up), (140, 470 + up), (140, 520 + up)], CLAY)
    sheet.shape([(352, 500 + up), (336, 470 + up), (292, 470 + up), (292, 520 + up)], CLAY)
    sheet.shape([(130, 420 + up), (302, 420 + up), (286, 600 + up), (146, 600 + up)], PAPER)
    sheet.shape([(138, 490 + up), (294, 490 + up), (285, 592 + up), (147, 592 + up)], "#8a6a52")
    sheet.oval((216, 420 + up), (86, 14), MILK)
    sheet.oval((216, 424 + up), (70, 10), BARK)
    if bubbling:
        for place in range(5):
            lift = math.sin(second * 3 + place * 1.7) * 5
            sheet.oval((172 + place * 22, 412 + lift + up), (9, 7), "#a88a6c")


def _heat(at: float) -> float:
    """Degrees of the beans `at` seconds into the roast: they cool the probe first, then warm."""
    fall = 200 - 108 * min(1.0, at / 70) ** 0.7 if at < 70 else 0.0
    rise = (
        92 + 113 * (1 - math.exp(-(at - 70) / 330)) / (1 - math.exp(-(_DROP - 70) / 330)) if at >= 70 else 0.0
    )
    return fall or rise


def _shade(heat: float, at: float) -> str:
    """Colour of the beans: green, straw, then brown."""
    stops = ((92.0, (132, 150, 104)), (150.0, (201, 168, 96)), (180.0, (150, 96, 52)), (205.0, (84, 50, 32)))
    if at < 70:
        return "#849668"
    for (low, first), (high, second) in itertools.pairwise(stops):
        if heat <= high:
            share = max(0.0, (heat - low) / (high - low))
            return "#" + "".join(
                f"{round(a + (b - a) * share):02x}" for a, b in zip(first, second, strict=True)
            )
    return "#543220"


def roast(second: float) -> Sheet:
    """A roast of ten minutes and three quarters in fifteen seconds: the drum's window and the curve."""
    sheet = Sheet((960, 540), CREAM)
    at = min(_DROP, max(0.0, (second - 0.5) / 13.0 * _DROP))
    heat = _heat(at)
    _drum(sheet, _shade(heat, at), math.floor(second * 3) / 3)
    _axes(sheet)
    curve = [
        _spot(moment, _heat(moment)) for moment in [*(step * 5.0 for step in range(int(at // 5) + 1)), at]
    ]
    sheet.line(curve, CLAY, 6)
    sheet.oval(curve[-1], (9, 9), RUST)
    sheet.text((440, 40), f"{heat:.0f} \u00b0C", 64, fill=RUST)
    sheet.text((690, 40), f"{at // 60:.0f}:{at % 60:02.0f}", 64, fill=DEEP)
    if at >= _CRACK:
        x, y = _spot(_CRACK, _heat(_CRACK))
        sheet.line([(x, y), (x, 452)], TEAL, 3)
        sheet.text((x - 10, 420), "first crack", 24, fill=TEAL, anchor="ra")
    return sheet


def _spot(at: float, heat: float) -> Point:
    return (450 + at / 660 * 450, 455 - (heat - 80) / 130 * 320)


def _axes(sheet: Sheet) -> None:
    sheet.line([(450, 130), (450, 456), (910, 456)], INK, 3)
    for minute in (0, 2, 4, 6, 8, 10):
        x, _ = _spot(minute * 60, 80)
        sheet.text((x, 466), str(minute), 22, anchor="ma")
    sheet.text((910, 494), "minutes", 22, anchor="ra")
    for heat in (100, 150, 200):
        _, y = _spot(0, heat)
        sheet.text((438, y), str(heat), 22, anchor="rm")


def _drum(sheet: Sheet, shade: str, second: float) -> None:
    sheet.box((40, 60, 380, 480), "#54595c", round_by=24)
    sheet.oval((210, 270), (150, 150), STEEL)
    sheet.oval((210, 270), (132, 132), "#2a2522")
    for place in range(34):
        angle = math.radians(place * 137.5 + second * 90)
        out = 118 * math.sqrt((place + 0.5) / 34)
        x, y = 210 + out * math.cos(angle), 270 + out * math.sin(angle)
        if y > 215:
            bean(sheet, (x, y), 22, turn=place * 50 + second * 120, fill=shade)
    sheet.oval((350, 90), (9, 9), HONEY)


def film(draw: Callable[[float], Sheet], seconds: int, path: Path) -> None:
    """Writes an MP4 (H.264, no sound). Needs ffmpeg; its bytes differ between versions."""
    size = draw(0).picture().size
    command = [
        *("ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"),
        *(
            "-s",
            f"{size[0]}x{size[1]}",
            "-r",
            str(RATE),
            "-i",
            "-",
            "-an",
            "-c:v",
            "libx264",
            "-preset",
            "veryslow",
        ),
        *(
            "-crf",
            "30",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
        ),
        str(path),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        if running.stdin is None:
            raise OSError("ffmpeg takes no input")
        for number in range(seconds * RATE):
            running.stdin.write(draw(number / RATE).picture().tobytes())
        running.stdin.close()
        if running.wait() != 0:
            raise OSError(f"ffmpeg ended with {running.returncode}")
