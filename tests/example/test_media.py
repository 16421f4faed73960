"""The example's media are small, drawn by a script, described in words, and what their names say."""

import io
import itertools
import re
from collections import defaultdict

import pytest
from PIL import Image, ImageChops, ImageStat

from smmops.media.probe import probe
from tests.example.make_media import CAPTIONS, FILMS, PICTURES, REPORT, captions, still
from tests.example.month import MEDIA, posts

_EACH, _ALL = 200_000, 1_500_000


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return still()


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in MEDIA.iterdir()}


def test_all_of_it_is_small():
    sizes = {name: len(content) for name, content in files().items()}
    assert {name: size for name, size in sizes.items() if size > _EACH} == {}
    assert sum(sizes.values()) < _ALL


def test_every_file_is_made_by_the_script():
    assert set(files()) == {*PICTURES, *FILMS, *CAPTIONS, REPORT}


def test_drawing_again_gives_the_same_bytes(drawn):
    for name in ("pour-over.jpg", "water-hardness.png", "sidama-beans.jpg"):
        assert PICTURES[name]().file(name) == drawn[name]


def test_the_files_are_what_the_script_draws(drawn):
    for name, content in files().items():
        if name in PICTURES:
            # Pixels, not bytes: encoders of other machines and versions pack the same picture differently.
            old, new = (Image.open(io.BytesIO(each)).convert("RGB") for each in (content, drawn[name]))
            assert old.size == new.size, name
            assert max(ImageStat.Stat(ImageChops.difference(old, new)).mean) < 1, (
                f"{name}: make_media draws another one"
            )
        elif name not in FILMS:
            assert content == drawn[name], name


def test_films_are_films_of_the_length_that_the_captions_have():
    for name, (draw, seconds) in FILMS.items():
        seen = probe((MEDIA / name).read_bytes())
        assert seen.mime == "video/mp4"
        assert (seen.width, seen.height) == draw(0).picture().size
        assert seen.seconds == pytest.approx(seconds, abs=0.1)
        for language in ("ko", "en"):
            lines = CAPTIONS[name.replace(".mp4", f".{language}.vtt")]
            assert lines[0][0] == 0
            assert lines[-1][1] <= seconds
            assert all(before[1] <= after[0] for before, after in itertools.pairwise(lines))


def test_captions_can_be_read_in_their_time():
    for name, lines in CAPTIONS.items():
        text = captions(lines).decode()
        assert text.startswith("WEBVTT\n\n")
        assert len(re.findall(r"^\d\d:\d\d\.\d{3} --> \d\d:\d\d\.\d{3}$", text, re.MULTILINE)) == len(lines)
        for start, end, words in lines:
            assert len(words) / (end - start) <= (12 if ".ko." in name else 22), f"{name}: {words}"


def test_every_film_has_captions_in_both_languages_or_in_that_of_its_channel():
    for post, (front, _) in posts().items():
        for item in front.get("media", []):
            if item["file"].endswith(".mp4"):
                assert item.get("captions"), post


def test_every_image_has_an_alt_text_of_its_own():
    said = defaultdict(set)
    for post, (front, _) in posts().items():
        for item in front.get("media", []):
            if item["file"].endswith((".jpg", ".png")):
                assert len(item["alt"]) >= 25, f"{post}: {item['file']}"
                said[item["alt"]].add(item["file"])
    assert {alt: names for alt, names in said.items() if len(names) > 1} == {}


def test_every_media_file_is_used():
    used = {item["file"] for front, _ in posts().values() for item in front.get("media", [])}
    used |= {
        name
        for front, _ in posts().values()
        for item in front.get("media", [])
        for name in item.get("captions", {}).values()
    }
    used |= {
        item["cover"] for front, _ in posts().values() for item in front.get("media", []) if "cover" in item
    }
    assert set(files()) - used == set()


def test_the_report_is_four_pages_of_text_that_can_be_selected():
    content = (MEDIA / REPORT).read_bytes()
    assert probe(content).mime == "application/pdf"
    assert content.count(b"/Type /Page ") == 4
    assert b"(Same beans, six waters)" in content
    start = int(re.search(rb"startxref\n(\d+)\n", content).group(1))
    assert content[start:].startswith(b"xref")
    for number, at in enumerate(re.findall(rb"^(\d{10}) 00000 n $", content, re.MULTILINE), 1):
        assert content[int(at) :].startswith(f"{number} 0 obj".encode())
