"""The pages: what they show, what they refuse to show, and their forms."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files

import httpx
import pytest

from smmops.sandbox.serve import Served
from tests.sandbox.conftest import HANDLE, PNG, TOKEN, USER, Sky

Clients = Callable[..., httpx.Client]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
FEED = f"/_sandbox/mastodon/{USER}"


class Tags(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def page(client: Clients, path: str = FEED) -> Tags:
    answer = client().get(path)
    assert answer.status_code == 200, answer.text
    return Tags(answer.text)


def say(client: Clients, **status: object) -> str:
    answer = client(TOKEN).post("/api/v1/statuses", json=status)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def picture(client: Clients, alt: str) -> str:
    answer = client(TOKEN).post(
        "/api/v2/media", files={"file": ("a", PNG, "image/png")}, data={"description": alt}
    )
    return str(answer.json()["id"])


def test_hostile_text_is_text_everywhere(client: Clients, sky: Sky) -> None:
    poll = {"options": [HOSTILE[:20], "b"], "expires_in": 300}
    say(client, status=HOSTILE, spoiler_text=HOSTILE)
    say(client, status="?", poll=poll)
    say(client, status="x", media_ids=[picture(client, HOSTILE)])
    card = {"uri": "https://example.com", "title": HOSTILE, "description": HOSTILE}
    sky.put("3l2abcdefgh2k", HOSTILE, embed={"$type": "app.bsky.embed.external", "external": card})
    for path in (FEED, f"/_sandbox/bluesky/{HANDLE}"):
        shown = page(client, path)
        assert shown.named("script") == []
        assert [
            attributes for tag, attributes in shown.found if any(name.startswith("on") for name in attributes)
        ] == []
        assert "<script>alert(1)</script>" in shown.text


def test_only_web_addresses_are_links(client: Clients, sky: Sky) -> None:
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": "javascript:alert(1)"}
    facets = [{"index": {"byteStart": 0, "byteEnd": 4}, "features": [feature]}]
    card = {"uri": "javascript:alert(1)", "title": "T", "description": ""}
    sky.put(
        "3l2abcdefgh2k", "hier", facets=facets, embed={"$type": "app.bsky.embed.external", "external": card}
    )
    shown = page(client, f"/_sandbox/bluesky/{HANDLE}")
    assert not [link for link in shown.named("a") if str(link["href"]).startswith("javascript")]
    assert "hier" in shown.text


def test_pages_need_no_script_and_ask_nobody_else(client: Clients) -> None:
    say(client, status="https://example.com", media_ids=[picture(client, "Tasse")])
    for path in ("/_sandbox/", FEED):
        answer = client().get(path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        shown = Tags(answer.text)
        loaded = [
            a.get("src") or a.get("href")
            for tag in ("img", "video", "audio", "link")
            for a in shown.named(tag)
        ]
        assert [address for address in loaded if not str(address).startswith("/_sandbox/")] == []
        assert shown.named("script") == shown.named("style") == []


def test_a_feed_shows_text_pictures_alt_poll_and_warning(client: Clients) -> None:
    say(client, status="Öffnungszeiten ☕", media_ids=[picture(client, "Eine Tasse auf Holz")], language="de")
    say(client, status="Der Gärtner war es", spoiler_text="Krimi")
    say(client, status="?", poll={"options": ["Äthiopien", "둘 다"], "expires_in": 300})
    shown = page(client)
    assert [image["alt"] for image in shown.named("img")] == ["Eine Tasse auf Holz"]
    assert shown.text.count("Eine Tasse auf Holz") == 1
    assert "둘 다" in shown.text
    warning = shown.named("details")
    assert {"class": "warning"} in warning
    (source,) = [str(image["src"]) for image in shown.named("img")]
    file = client().get(source)
    assert (file.content, file.headers["content-type"]) == (PNG, "image/png")
    assert "sandbox" in file.headers["content-security-policy"]


def test_a_thread_stands_together_in_order(client: Clients) -> None:
    first = say(client, status="eins")
    second = say(client, status="zwei", in_reply_to_id=first)
    say(client, status="dazwischen")
    say(client, status="drei", in_reply_to_id=second)
    text = page(client).text
    assert "Thread of 3" in text
    order = [text.index(word) for word in ("dazwischen", "eins", "zwei", "drei")]
    assert order == sorted(order)


def test_edited_and_deleted_posts_are_marked(client: Clients, sandbox: Served) -> None:
    edited = say(client, status="alt")
    gone = say(client, status="weg")
    sandbox.control.edit("mastodon", USER, edited, "neu")
    sandbox.control.delete("mastodon", USER, gone)
    text = page(client).text
    assert "≠ edited" in text
    assert "– deleted" in text
    assert "1 live · 1 deleted" in text


def test_the_forms_edit_and_delete(client: Clients, sandbox: Served) -> None:
    post = say(client, status="Preisliste")
    own = {"origin": sandbox.url}
    back = client().post(f"{FEED}/edit", data={"id": post, "text": "eins\r\nzwei"}, headers=own)
    assert (back.status_code, back.headers["location"]) == (303, FEED)
    (live,) = sandbox.control.live("mastodon", USER)
    assert (live["text"], live["edited"] is not None) == ("eins\nzwei", True)
    assert client().post(f"{FEED}/delete", data={"id": post}, headers=own).status_code == 303
    assert sandbox.control.live("mastodon", USER) == []
    assert client().post(f"{FEED}/delete", data={"id": post}, headers=own).status_code == 404


def test_a_form_sent_from_another_site_is_refused(client: Clients, sandbox: Served) -> None:
    post = say(client, status="bleibt")
    for origin in ("https://evil.example", "null"):
        answer = client().post(f"{FEED}/delete", data={"id": post}, headers={"origin": origin})
        assert answer.status_code == 403
    assert len(sandbox.control.live("mastodon", USER)) == 1


def test_an_edit_on_bluesky_changes_the_cid(client: Clients, sandbox: Served, sky: Sky) -> None:
    made = sky.put("3l2abcdefgh2k", "vorher").json()
    feed = f"/_sandbox/bluesky/{HANDLE}/edit"
    assert client().post(feed, data={"id": made["uri"], "text": "nachher"}).status_code == 303
    record = {"repo": sky.did, "collection": "app.bsky.feed.post", "rkey": "3l2abcdefgh2k"}
    now = sky.get("com.atproto.repo.getRecord", **record).json()
    assert (now["value"]["text"], now["cid"] != made["cid"]) == ("nachher", True)


@pytest.mark.parametrize(
    "path",
    ["/_sandbox/mastodon/nobody", "/_sandbox/myspace/tom", "/_sandbox/blob/mastodon/1/1", "/_sandbox/x"],
)
def test_what_is_not_there_is_404(client: Clients, path: str) -> None:
    assert client().get(path).status_code == 404


def test_a_feed_is_headed_by_the_name_people_see(client: Clients, sandbox: Served) -> None:
    sandbox.control.add_account("mastodon", USER, TOKEN, name="Café Luka <☕>")
    assert "Café Luka <☕>" in page(client).text


def test_an_empty_feed_says_what_would_be_there(client: Clients) -> None:
    assert "Nothing was published here yet" in page(client).text


def test_the_index_counts_and_lists_faults(client: Clients, sandbox: Served) -> None:
    say(client, status="x")
    sandbox.control.faults({"do": "reset", "network": "bluesky", "path": "*putRecord", "times": 2})
    text = page(client, "/_sandbox/").text
    assert "1 live" in text
    assert "*putRecord" in text


def test_a_posts_own_address_leads_to_the_page(client: Clients, sandbox: Served, sky: Sky) -> None:
    say(client, status="x")
    sky.put("3l2abcdefgh2k", "x")
    for network, handle in (("mastodon", USER), ("bluesky", HANDLE)):
        (post,) = sandbox.control.live(network, handle)
        led = client().get(post["url"], follow_redirects=True)
        anchor = post["id"].rpartition("/")[2]
        assert led.url.path == f"/_sandbox/{network}/{handle}"
        assert f'id="{anchor}"' in led.text


def test_a_file_that_could_run_is_not_served_to_a_browser(client: Clients, sky: Sky) -> None:
    blob = sky.upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    where = f"/_sandbox/blob/bluesky/{sky.did}/{blob['ref']['$link']}"
    assert client().get(where).status_code == 404


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_at_least_4_5_in_both_themes() -> None:
    sheet = files("smmops.sandbox").joinpath("pages", "style.css").read_text("utf-8")
    themes = re.findall(r":root \{[^}]*\}", sheet)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", theme))
        for ink in ("ink", "soft", "accent", "live", "warn", "gone"):
            for ground in ("ground", "paper", "wash"):
                light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
