"""What small files name, and what their days come to."""

import pytest

from smmops.media.sample import Sample
from smmops.rules.rule import POST
from tests.rules.checked import codes, findings


def found(files: dict[str, str | Sample | None], now: str = "") -> set[str]:
    return codes(list(findings(files, now).problems))


@pytest.mark.parametrize(("clock", "late"), [("2027-06-30 23:59", False), ("2027-07-01 00:00", True)])
def test_a_right_ends_with_the_channels_day(clock: str, late: bool) -> None:
    """In UTC both are the 30th of June."""
    files: dict[str, str | Sample | None] = {
        "rights.yaml": "olivia-2026: {covers: [face], until: 2027-06-30}\n",
        "content/media/olivia.jpg": Sample("image/jpeg"),
        POST: f"---\nchannels: [bluesky-acme]\npublish_at: {clock}\nmedia: [{{file: olivia.jpg, alt: Olivia, rights: [olivia-2026]}}]\n---\nHi.\n",
    }
    assert ("SMM155" in found(files)) is late


def test_a_right_without_uses_covers_all() -> None:
    files: dict[str, str | Sample | None] = {
        "rights.yaml": "olivia-2026: {covers: [face]}\n",
        "content/media/olivia.jpg": Sample("image/jpeg"),
        POST: "---\nchannels: [bluesky-acme]\nmedia: [{file: olivia.jpg, alt: Olivia, rights: [olivia-2026]}]\n---\nHi.\n",
    }
    assert not found(files)


def test_work_is_late_the_day_after_and_done_work_never() -> None:
    task = "---\nwhat: New photos\nowner: juno\ndue: 2026-12-04\nstate: STATE\n---\n"
    for state, late in (("open", True), ("doing", True), ("done", False), ("dropped", False)):
        files: dict[str, str | Sample | None] = {"tasks/photos.md": task.replace("STATE", state)}
        assert ("SMM183" in found(files, "2026-12-05T00:00+09:00")) is late, state
        assert "SMM183" not in found(files, "2026-12-04T23:59+09:00"), state


def test_a_former_id_of_a_channel_is_still_known() -> None:
    channel = "  bluesky-shop: {network: bluesky, handle: shop.example, was: [bsky-shop]}\n"
    experiment = "---\nhypothesis: It works\nchannels: [bsky-shop]\nfrom: 2026-11-01\nto: 2026-11-02\n---\n"
    assert "SMM176" not in found({"smmops.yaml+channels": channel, "experiments/shop.md": experiment})


def test_the_last_review_by_number_counts() -> None:
    from smmops.rules.files.review_outdated import RULE

    good, old = (dict(example.files) for example in (RULE.good, RULE.bad))
    first = old["reviews/brew-at-home/1.yaml"]
    assert "SMM180" not in found({**good, "reviews/brew-at-home/2.yaml": good["reviews/brew-at-home/1.yaml"]})
    ten = {
        **good,
        "reviews/brew-at-home/9.yaml": first,
        "reviews/brew-at-home/10.yaml": good["reviews/brew-at-home/1.yaml"],
    }
    assert "SMM180" not in found(ten)
    assert "SMM180" in found({**good, "reviews/brew-at-home/2.yaml": first})


def test_a_broken_persona_is_told_once() -> None:
    files: dict[str, str | Sample | None] = {
        "personas/olivia.md": "---\nage: [28\n---\n",
        "content/ideas/water.md": "---\ntitle: Water\npersona: olivia\n---\n",
    }
    assert "SMM175" not in found(files)


def test_a_brand_deep_in_the_tree_is_test_data() -> None:
    from smmops.rules.examples import SETTINGS

    assert "SMM174" in found({"brands/tea/smmops.yaml": SETTINGS})
    assert "SMM174" not in found({"tests/data/tea/smmops.yaml": SETTINGS})
    assert "SMM174" not in found({"brands/tea/smmops.yaml": "id: [acme\n"})
    assert "SMM174" not in found({"brands/tea/old-smmops.yaml": SETTINGS})


def test_a_persona_with_contact_data_points_at_the_line() -> None:
    text = (
        "---\nage: unknown\nlocations: unknown\ngender: any\ninterests: unknown\npain_points: unknown\n"
        "motivations: unknown\n---\nThe real one is j.kim@guest.example.\n"
    )
    problems = findings({"personas/kim.md": text}).problems
    assert [(p.code, p.line, p.column) for p in problems] == [("SMM187", 9, 17)]
