"""Media are judged by their bytes, for each network and each part."""

import pytest

from smmops.media.sample import Sample
from smmops.rules.examples import SETTINGS, TEAM
from smmops.rules.rule import POST
from smmops.rules.run import run
from smmops.store.load import load
from tests.rules.checked import codes, findings, post, told
from tests.rules.tree import Files

JPEG = Sample("image/jpeg", 1080, 1080)


def items(count: int) -> tuple[str, dict[str, Sample]]:
    files = {f"slide{index}_jpg": JPEG for index in range(count)}
    lines = [f"  - {{file: slide{index}.jpg, alt: Slide {index + 1}}}" for index in range(count)]
    return "media:\n" + "\n".join(lines), files


@pytest.mark.parametrize(
    ("channel", "count", "fits"),
    [
        ("bluesky-acme", 4, True),
        ("mastodon-acme", 4, True),
        ("mastodon-acme", 5, False),
        ("x-acme", 5, False),
        ("instagram-acme", 10, True),
        ("instagram-acme", 11, False),
        ("linkedin-acme", 20, True),
        ("linkedin-acme", 21, False),
    ],
)
def test_more_images_than_a_network_takes_are_a_problem_and_never_dropped(
    channel: str, count: int, fits: bool
) -> None:
    front, files = items(count)
    found = codes(post(f"channels: [{channel}]\n{front}", **files))
    assert ("SMM243" not in found) is fits, found


def test_a_format_needs_its_fewest_items() -> None:
    front, files = items(1)
    text = f"channels: [instagram-acme]\n{front}\noptions: {{instagram: {{format: carousel}}}}"
    assert told(post(text, **files), "SMM243") == ["1 media for a carousel on instagram, at least 2"]


def test_instagram_takes_no_post_without_a_picture() -> None:
    assert "SMM243" in codes(post("channels: [instagram-acme]"))


def test_media_go_with_their_part_of_a_thread() -> None:
    front, files = items(5)
    spread = front.replace("Slide 5}", "Slide 5, part: 2}")
    assert "SMM243" in codes(post(f"channels: [x-acme]\n{front}", "One.\n---\nTwo.", **files))
    assert "SMM243" not in codes(post(f"channels: [x-acme]\n{spread}", "One.\n---\nTwo.", **files))


def test_media_for_another_channel_do_not_count() -> None:
    front = (
        "channels: [bluesky-acme, x-acme]\nmedia:\n  - {file: a.jpg, alt: A, for: [bluesky-acme]}\n"
        "  - {file: roast.mp4, for: [x-acme]}"
    )
    roast = Sample("video/mp4", 1280, 720, 30)
    assert "SMM243" not in codes(post(front, a_jpg=JPEG, roast_mp4=roast))


@pytest.mark.parametrize(
    ("sample", "channel", "said"),
    [
        (
            Sample("image/jpeg", 640, 1000),
            "instagram-acme",
            "is 640 × 1000, instagram takes nothing narrower than 0.80 to 1",
        ),
        (
            Sample("image/jpeg", 2000, 1000),
            "instagram-acme",
            "is 2000 × 1000, instagram takes nothing wider than 1.91 to 1",
        ),
        (Sample("image/jpeg", 9000, 9000), "mastodon-acme", "has 81000000 pixels, mastodon takes 33177600"),
    ],
)
def test_a_picture_has_the_shape_that_its_network_takes(sample: Sample, channel: str, said: str) -> None:
    found = told(
        post(f"channels: [{channel}]\nmedia: [{{file: bar.jpg, alt: The bar}}]", bar_jpg=sample), "SMM245"
    )
    assert found == [f"content/media/bar.jpg {said}"]


@pytest.mark.parametrize(("seconds", "fits"), [(140, True), (141, False)])
def test_a_video_has_the_length_that_its_network_takes(seconds: int, fits: bool) -> None:
    roast = Sample("video/mp4", 1280, 720, seconds)
    found = codes(post("channels: [x-acme]\nmedia: [{file: roast.mp4}]", roast_mp4=roast))
    assert ("SMM245" not in found) is fits


def test_a_servers_own_size_of_media_is_what_counts() -> None:
    channel = (
        "  mastodon-bar: {network: mastodon, handle: bar@social.example, server: https://social.example, "
        "limits: {image_bytes: 1000}}\n"
    )
    text = "---\nchannels: [mastodon-bar]\nmedia: [{file: bar.jpg, alt: The bar}]\n---\nOpen.\n"
    files = {
        "smmops.yaml+channels": channel,
        POST: text,
        "content/media/bar.jpg": Sample("image/jpeg", size=1001),
    }
    (problem,) = findings(files).problems
    assert problem.message.fill() == "content/media/bar.jpg has 1001 bytes, mastodon takes 1000"


def test_svg_is_refused_whatever_it_is_called() -> None:
    svg = Sample("image/svg+xml")
    assert (
        "no network takes"
        in told(post("media: [{file: logo.svg, alt: Our logo}]", logo_svg=svg), "SMM241")[0]
    )
    assert (
        "no network takes"
        in told(post("media: [{file: logo.png, alt: Our logo}]", logo_png=svg), "SMM241")[0]
    )


def test_text_that_is_called_a_picture_is_no_picture() -> None:
    found = told(
        post("media: [{file: bar.jpg, alt: The bar}]", bar_jpg="<html><script>alert(1)</script>"), "SMM241"
    )
    assert found == ["content/media/bar.jpg is text/html: neither image, video nor document"]


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n"


def test_a_pointer_counts_as_the_file_it_names() -> None:
    front = "media: [{file: roast.mp4}]"
    small = POINTER.format(oid="9f" * 32, size=4_000_000)
    large = POINTER.format(oid="9f" * 32, size=301_000_000)
    assert codes(post(front, roast_mp4=small)) == set()
    assert told(post(front, roast_mp4=large), "SMM244") == [
        "content/media/roast.mp4 has 301000000 bytes, bluesky takes 300000000"
    ]


def test_a_decorative_image_needs_no_words() -> None:
    assert codes(post('media: [{file: bar.jpg, alt: "", decorative: true}]', bar_jpg=JPEG)) == set()
    assert "SMM246" in codes(post('media: [{file: bar.jpg, alt: "  "}]', bar_jpg=JPEG))


def test_a_gif_needs_words_and_a_video_does_not() -> None:
    assert "SMM246" in codes(post("media: [{file: pour.gif}]", pour_gif=Sample("image/gif", 400, 300)))
    assert codes(post("media: [{file: pour.mp4}]", pour_mp4=Sample("video/mp4"))) == set()


def test_a_subrip_file_is_captions_too() -> None:
    front = "media: [{file: roast.mp4, captions: {en: roast.srt}}]"
    srt = "1\n00:00:00,000 --> 00:00:02,000\nPour slowly\n"
    assert codes(post(front, roast_mp4=Sample("video/mp4"), roast_srt=srt)) == set()


def test_captions_have_the_bytes_that_the_network_takes() -> None:
    front = "media: [{file: roast.mp4, captions: {en: roast.vtt}}]"
    found = post(front, roast_mp4=Sample("video/mp4"), roast_vtt="WEBVTT\n\n" + "x" * 20_000)
    assert told(found, "SMM248") == ["content/media/roast.vtt has 20008 bytes, bluesky takes 20000"]


def test_an_empty_file_is_said_to_be_empty_and_nothing_more() -> None:
    assert codes(post("media: [{file: bar.jpg, alt: The bar}]", bar_jpg="")) == {"SMM244"}


def test_a_missing_picture_is_found_by_reading() -> None:
    assert codes(post("media: [{file: bar.jpg, alt: The bar}]")) == {"SMM139"}


def test_the_place_of_a_problem_is_the_item_it_is_about() -> None:
    front = "media:\n  - {file: a.jpg, alt: A}\n  - {file: b.jpg}"
    (problem,) = post(front, a_jpg=JPEG, b_jpg=JPEG)
    assert (problem.code, problem.line) == ("SMM246", 6)


def test_a_file_used_in_two_parts_is_told_apart() -> None:
    front = "media:\n  - {file: a.jpg, alt: A}\n  - {file: a.jpg, part: 2}"
    (problem,) = post(front, "One.\n---\nTwo.", a_jpg=JPEG)
    assert (problem.code, problem.line) == ("SMM246", 6)


class Locked(Files):
    """A tree of which one file may not be read."""

    def read(self, path: str) -> bytes:
        if path in ("content/media/bar.jpg", ".env"):
            raise KeyError(path)
        return super().read(path)


def test_a_file_that_may_not_be_read_stops_nothing() -> None:
    text = "---\nchannels: [bluesky-acme]\nmedia: [{file: bar.jpg, alt: The bar}]\n---\nOpen.\n"
    files = {"smmops.yaml": SETTINGS, "team.yaml": TEAM, POST: text, ".env": "X=1"}
    tree = Locked({**files, "content/media/bar.jpg": b"\xff" * 2000})
    assert run(load(tree), tree).problems == ()
