"""The water report as a PDF: written by hand, so that its text can be selected and its bytes stay the same."""

from tests.example.pictures_craft import HARDNESS

_WIDTH, _HEIGHT = 595, 842
_CLAY, _TEAL, _INK = "0.69 0.39 0.23", "0.25 0.46 0.46", "0.18 0.16 0.15"

_COVER = (
    (34, 640, "Same beans, six waters"),
    (16, 606, "What 14 guests tasted, and what it means for a bar in Seoul or Busan"),
    (12, 560, "Onda Coffee, December 2026"),
    (12, 542, "onda.example/water"),
)
_METHOD = (
    (24, 740, "How we did it"),
    (12, 700, "One coffee: washed Huila, roasted on 26 October, rested for 12 days."),
    (12, 680, "One recipe: 60 g to a litre, 93 degrees, 3 minutes 10 seconds, one grinder."),
    (12, 660, "Six waters: distilled water with calcium and magnesium added, measured by titration."),
    (12, 640, "Fourteen guests of our Saturday table, who did not know which cup was which."),
    (12, 620, "Each tasted all six, twice, in a different order, and marked a line from 0 to 100."),
    (12, 584, "What we did not do"),
    (12, 560, "We tested one roast. A darker one may like harder water; we do not know yet."),
    (12, 540, "Fourteen people are not many. Two of them disagreed with everybody else, both times."),
)
_BAR = (
    (24, 740, "For your own bar"),
    (12, 700, "1. Buy a strip from a pet shop (about 300 won each) and dip it for one second."),
    (12, 680, "2. Between 60 and 120: leave the water alone and look at your grinder."),
    (12, 660, "3. Over 150: a cartridge with a bypass, set so that 90 comes out. Ours costs 68,000 won"),
    (12, 642, "   and lasts five months at 40 litres a day."),
    (12, 622, "4. Under 40: do not filter at all. Soft water makes a sour cup that no grind will mend."),
    (12, 602, "5. Write the number on the machine, with the date. Tap water changes in spring."),
    (12, 560, "All 168 marks, one line a cup: onda.example/water/numbers.csv"),
)


def report() -> bytes:
    """Four pages: what it is, how it was done, the chart, and what to do."""
    pages = [_band() + _words(_COVER), _words(_METHOD), _chart(), _words(_BAR)]
    objects = ["<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>"]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for place, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * place} 0 R >>"
        )
        objects.append(f"<< /Length {len(page)} >>\nstream\n{page}endstream")
    objects.append("<< /Title (Same beans, six waters) /Author (Onda Coffee) >>")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    out = "%PDF-1.7\n"
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{start:010} 00000 n \n" for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{table}\n%%EOF\n"
    return out.encode("ascii")


def _words(lines: tuple[tuple[int, int, str], ...]) -> str:
    return "".join(_word(60, y, size, text) for size, y, text in lines)


def _word(x: float, y: float, size: int, text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {_INK} rg /F1 {size} Tf {x:.0f} {y:.0f} Td ({safe}) Tj ET\n"


def _band() -> str:
    glasses = "".join(
        f"{0.93 - place * 0.1:.2f} {0.96 - place * 0.06:.2f} {0.96 - place * 0.05:.2f} rg {60 + place * 80} 120 60 {150 + place * 14} re f\n"
        for place in range(6)
    )
    return f"{_TEAL} rg 0 790 {_WIDTH} 52 re f\n{glasses}"


def _chart() -> str:
    out = _word(60, 740, 24, "What they liked")
    out += _word(
        60,
        712,
        12,
        "Mean of 28 marks for each water, the best set to 100. Hardness in mg of calcium carbonate a litre.",
    )
    for place, (hardness, liked) in enumerate(HARDNESS):
        x = 80 + place * 76
        out += f"{_TEAL if hardness == 90 else _CLAY} rg {x} 260 52 {liked * 4} re f\n"
        out += _word(x + 14, 268 + liked * 4, 14, str(liked)) + _word(x + 14, 240, 14, str(hardness))
    out += f"{_INK} RG 2 w 60 260 m 540 260 l S\n"
    return out + _word(
        60,
        190,
        12,
        "At 240 the guests wrote cardboard, flat, warm milk. At 90 they wrote red apple, caramel, sweet.",
    )
