"""Makes every file of content/media anew: `python -m tests.example.make_media` (with ffmpeg, the films as well)."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.example import pictures_craft as craft
from tests.example import pictures_people as people
from tests.example.drawing import Sheet
from tests.example.films import DRIP_SECONDS, ROAST_SECONDS, drip_bag, film, roast
from tests.example.report import report

MEDIA = Path(__file__).resolve().parents[2] / "content" / "media"

PICTURES: dict[str, Callable[[], Sheet]] = {
    "pour-over.jpg": craft.pour_over,
    "sidama-beans.jpg": craft.beans,
    "latte-art.jpg": craft.latte,
    "water-hardness.png": craft.chart,
    "water-1-glasses.jpg": craft.six_glasses,
    "water-2-chart.jpg": craft.chart_slide,
    "water-3-strip.jpg": craft.test_strip,
    "water-4-jug.jpg": craft.jug_filter,
    "moka-1-water.jpg": craft.moka_fill,
    "moka-2-basket.jpg": craft.moka_basket,
    "moka-3-flame.jpg": craft.moka_pour,
    "frozen-jars.jpg": craft.jars,
    "office-cup.png": craft.office,
    "year-2026.jpg": craft.year,
    "sidama-farm.jpg": people.farm,
    "busan-shop.jpg": people.shop_by_night,
    "busan-queue.jpg": people.shop_by_day,
    "baker.jpg": people.baker,
    "washing-station.jpg": people.washing_station,
    "guesthouse.jpg": people.guesthouse,
    "drawers.jpg": people.drawers,
    "gift-boxes.jpg": people.boxes,
    "iced-in-snow.jpg": people.iced,
    "drip-bag-cover.jpg": lambda: drip_bag(8.0),
    "roast-cover.jpg": lambda: roast(14.5),
}
"""Each picture's file and what draws it."""

FILMS = {"drip-bag.mp4": (drip_bag, DRIP_SECONDS), "roast.mp4": (roast, ROAST_SECONDS)}

CAPTIONS = {
    "drip-bag.ko.vtt": (
        (0, 1.5, "드립백을 컵에 걸어 주세요."),
        (1.5, 2.6, "먼저 물 20 ml."),
        (2.6, 6.0, "30초 기다립니다. 원두가 부풀어 올라요."),
        (6.0, 9.6, "이제 150 ml까지 천천히, 가운데로."),
        (9.6, 12, "백을 들어내면 끝이에요."),
    ),
    "drip-bag.en.vtt": (
        (0, 1.5, "Hang the bag on your cup."),
        (1.5, 2.6, "First 20 ml of water."),
        (2.6, 6.0, "Wait for 30 seconds. The coffee swells."),
        (6.0, 9.6, "Now slowly up to 150 ml, in the middle."),
        (9.6, 12, "Lift the bag out. That is all."),
    ),
    "roast.ko.vtt": (
        (0, 1.9, "생두 투입. 온도가 먼저 떨어져요."),
        (1.9, 5.6, "4분까지는 수분을 날리는 시간. 풀 냄새가 빵 냄새로 바뀝니다."),
        (5.6, 11.6, "갈색이 되고, 단맛이 만들어집니다."),
        (11.6, 13.4, "9분 10초, 1차 크랙. 팝콘 소리."),
        (13.4, 15, "10분 45초, 205도에 꺼내요."),
    ),
    "roast.en.vtt": (
        (0, 1.9, "Green beans go in: first it cools."),
        (1.9, 5.6, "Until minute four they dry. Grass turns into bread."),
        (5.6, 11.6, "They brown, and sweetness is made."),
        (11.6, 13.4, "9:10, first crack, like popcorn."),
        (13.4, 15, "10:45, out at 205 degrees."),
    ),
}
"""What is said in the films: from and to in seconds, and the words."""

REPORT = "water-report.pdf"


def captions(lines: tuple[tuple[float, float, str], ...]) -> bytes:
    """A WebVTT file."""
    cues = [f"{_stamp(start)} --> {_stamp(end)}\n{words}\n" for start, end, words in lines]
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def _stamp(second: float) -> str:
    return f"00:{second:06.3f}"


def still() -> dict[str, bytes]:
    """Every file but the films."""
    made = {name: draw().file(name) for name, draw in PICTURES.items()}
    made |= {name: captions(lines) for name, lines in CAPTIONS.items()}
    return made | {REPORT: report()}


def main() -> int:
    """Writes all into content/media."""
    MEDIA.mkdir(parents=True, exist_ok=True)
    for name, content in still().items():
        (MEDIA / name).write_bytes(content)
    if not shutil.which("ffmpeg"):
        sys.stderr.write("no ffmpeg here: the films stay as they are\n")
        return 0
    for name, (draw, seconds) in FILMS.items():
        film(draw, seconds, MEDIA / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
