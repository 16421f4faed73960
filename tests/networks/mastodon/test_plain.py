import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.networks.mastodon.plain import plain, settled
from smmops.sandbox.mastodon.text import as_html

LINK = '<a href="https://acme.example/a/long/path"><span class="invisible">https://</span><span class="ellipsis">acme.example/a/lo</span><span class="invisible">ng/path</span></a>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p>", "One"),
        ("<p>One<br />two<br>three</p><p>Four</p>", "One\ntwo\nthree\n\nFour"),
        (f"<p>See {LINK}!</p>", "See https://acme.example/a/long/path!"),
        ('<p><a href="/tags/x" class="mention hashtag" rel="tag">#<span>커피</span></a></p>', "#커피"),
        ('<p><span class="h-card"><a href="x">@<span>mina</span></a></span> hi</p>', "@mina hi"),
        ("<p>a &lt; b &amp;&amp; c &quot;d&quot; &#39;e&#39;</p>", "a < b && c \"d\" 'e'"),
        ('<p class="quote-inline">RE: <a href="x">y<br></a></p><p>Mine</p>', "Mine"),
        ("no paragraph<br/>at all", "no paragraph\nat all"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("<p>Cafe\u0301</p>", "Café"),
        ("", ""),
    ],
)
def test_html_of_a_status_gives_its_text(html: str, text: str):
    assert plain(html) == text


@given(st.text())
def test_any_html_gives_some_text(html: str):
    assert plain(html) == plain(html).strip()


@given(
    st.lists(
        st.sampled_from(
            [
                "Brew",
                "커피",
                "👩🏽‍🍳",
                " ",
                "\n",
                "\n\n",
                "<b>",
                "&amp;",
                "https://a.example/x?y=1",
                "#brew",
                ".",
                "“",
            ]
        )
    )
)
def test_what_the_sandbox_makes_of_a_text_gives_it_back(pieces: list[str]):
    text = "".join(pieces)
    assert plain(as_html(text, "https://social.example", lambda _: None)) == settled(text)
