"""Problems for machines."""

import json

from smmops.render.json import json as rendered
from smmops.rules.run import Findings
from tests.render.findings import hostile, ordinary, problem


def test_everything_is_there_with_its_version() -> None:
    told = json.loads(rendered(ordinary()))
    assert told["format_version"] == 1
    assert told["counts"] == {"errors": 6, "warnings": 1, "silenced": 1, "files": 7}
    assert told["later"] == {"grow": 3}
    assert told["problems"][0] == {
        "code": "SMM204",
        "slug": "text-too-long",
        "severity": "warning",
        "path": "content/2026/12/launch.md",
        "line": 2,
        "column": 3,
        "message": "318 graphemes on bluesky, limit 300 (18 over)",
        "fix": "shorten it by 18",
        "related": [{"path": "content/2026/12/other.md", "line": 4, "column": 1}],
    }
    assert told["silenced"][0]["reason"] == "quoting in full"


def test_nothing_wrong_is_empty_lists() -> None:
    told = json.loads(rendered(Findings(files=3)))
    assert (told["problems"], told["silenced"], told["later"]) == ([], [], {})


def test_hostile_text_comes_back_as_it_was() -> None:
    assert "\x1b" in json.loads(rendered(hostile()))["problems"][0]["message"]
    assert "\x1b" not in rendered(hostile())


def test_the_text_ends_with_one_line_break_and_sorted_keys() -> None:
    shown = rendered(ordinary())
    assert shown.endswith("}\n")
    assert list(json.loads(shown)) == sorted(json.loads(shown))


def test_half_a_character_is_written_as_an_escape() -> None:
    shown = rendered(Findings((problem("content/\udcff.md"),)))
    assert shown.encode("utf-8")
    assert json.loads(shown)["problems"][0]["path"] == "content/\udcff.md"
