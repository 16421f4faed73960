"""Copies with a word changed are found, in time that grows with the calendar and no faster."""

from rapidfuzz import fuzz

from smmops.rules.view import View
from smmops.store.load import load
from smmops.words.alike import KEPT
from tests.rules.checked import findings
from tests.rules.tree import Files

ONE = "The new Sidama is in the shop from Friday on: peach, black tea and a long finish."


def twice(other: str, *, days: int = 7, channel: str = "bluesky-acme", one: str = ONE) -> list[str]:
    text = "---\nchannels: [{channel}]\npublish_at: 2026-12-{day:02} 10:00\n---\n{text}\n"
    files = {
        "content/2026/12/one.md": text.format(channel="bluesky-acme", day=1, text=one),
        "content/2026/12/other.md": text.format(channel=channel, day=1 + days, text=other),
    }
    return [p.message.fill() for p in findings(files).problems if p.code == "SMM518"]


def test_a_changed_word_is_found_within_the_window_on_the_same_account() -> None:
    changed = ONE.replace("Friday", "Monday")
    assert twice(changed) == ["96 % the same as `one`, 7 days before on bluesky-acme"]
    assert twice(changed, days=29)
    assert not twice(changed, days=30)
    assert not twice(changed, channel="mastodon-acme")


def test_the_same_text_is_told_by_its_own_rule() -> None:
    assert not twice(ONE)


def test_likeness_is_judged_at_85_per_cent() -> None:
    words = ONE.split()
    told, untold = [], []
    for cut in range(1, len(words)):
        other = " ".join([*words[:-cut], *(word[::-1] for word in words[-cut:])])
        alike = fuzz.ratio(ONE.casefold(), other.casefold())
        (told if alike >= 85 else untold).append(bool(twice(other)))
    assert told
    assert all(told)
    assert untold
    assert not any(untold)


def test_addresses_and_short_texts_are_not_compared() -> None:
    link = "https://acme.example/a-very-long-address/with-many-words/that-is-the-same-in-both-posts"
    assert not twice(f"We close at six today. {link}", one=f"Olivia has a new mill in Busan. {link}")
    assert not twice("Open on Monday from ten.", one="Open on Sunday from ten.")


def test_korean_copies_are_found() -> None:
    one = "새 시다모가 금요일부터 매장에 있습니다. 복숭아와 홍차 향이 오래 남는 커피입니다. 시음도 할 수 있어요."
    assert twice(one.replace("금요일", "월요일"), one=one)


def test_copies_without_blanks_are_found() -> None:
    one = "新しいシダモが金曜日から店頭に並びます。桃と紅茶の香りが長く続くコーヒーです。試飲もできますのでどうぞお越しください。"
    assert twice(one.replace("金曜日", "月曜日"), one=one)


def test_posts_that_share_an_opening_are_each_compared_with_few_others() -> None:
    """Counted, not timed."""
    from smmops.rules.strategy import near_duplicate

    def compared(count: int) -> int:
        files = {
            "smmops.yaml": (
                "version: 1\nid: acme\nbrand: Acme\ntimezone: UTC\nforge: {kind: local}\n"
                "policy: {per_day: 99, min_gap: 1m}\nchannels:\n  a: {network: bluesky, handle: a.example}\n"
            ),
            "team.yaml": "solo: true\n",
        }
        for index in range(count):
            body = " ".join(f"w{(index * 7919 + place) % 9973}" for place in range(12))
            files[f"content/p{index}.md"] = (
                f"---\nchannels: [a]\npublish_at: 2026-12-01 {index // 60 % 24:02}:{index % 60:02}\n---\n"
                f"Today in the shop in Seoul and in Busan: {body}\n"
            )
        tree = Files(files)
        view = View(load(tree), tree)
        recent: dict[int, object] = near_duplicate.defaultdict(near_duplicate.deque)
        met = 0
        for text in near_duplicate._texts(view):
            window = view.settings.policy.duplicate_window
            met += sum(1 for _ in near_duplicate._candidates(text, recent, since=window))
            for mark in text.marks:
                recent[mark].append(text)
        return met

    assert compared(600) <= 600 * near_duplicate._MOST * KEPT
    assert compared(600) < 3 * compared(300) + 600
