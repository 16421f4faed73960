"""Messages in Korean, and a catalogue that is whole."""

import io
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.message import msg
from smmops.words.catalogue import entries, filled, say, translations
from tests.words.messages import PACKAGE, calls, literals, quoted, templates

_PO = PACKAGE / "data/locale/ko/LC_MESSAGES/smmops.po"


def _fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def test_every_message_is_written_out_so_that_it_can_be_translated():
    assert [where for where, node in calls() if literals(node) is None] == []


def test_every_message_has_a_korean_translation():
    missing = [
        f"{where} {template}" for template, where in templates().items() if template not in translations("ko")
    ]
    assert missing == [], "python -m tests.words.messages prints the entries to paste"


def test_no_translation_is_of_a_message_that_nobody_says():
    assert [template for template in translations("ko") if template not in templates()] == []


def test_translations_have_the_placeholders_of_their_message():
    wrong = {t: k for t, k in translations("ko").items() if _fields(t) != _fields(k)}
    assert wrong == {}


def test_translations_keep_commands_keys_and_addresses():
    for template, korean in translations("ko").items():
        for piece in template.split("`")[1::2]:
            assert f"`{piece}`" in korean, template


def test_translations_end_as_messages_do():
    for korean in translations("ko").values():
        assert not korean.endswith((".", "!", " "))
        assert korean.strip()


def test_babel_reads_the_same_from_the_file():
    text = _PO.read_text(encoding="utf-8")
    catalogue = read_po(io.BytesIO(text.encode()))
    theirs = {m.id: m.string for m in catalogue if m.id and m.string}
    assert dict(entries(text)) == theirs
    assert text.count('\nmsgid "') == len(theirs) + 1


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=20).filter(lambda t: "\r" not in t and t.isprintable()),
        st.text(min_size=1, max_size=20).filter(str.isprintable),
        max_size=5,
    )
)
def test_what_is_written_is_read_again(pairs: dict[str, str]):
    page = "".join(f"# x\nmsgid {quoted(one)}\nmsgstr {quoted(other)}\n\n" for one, other in pairs.items())
    assert dict(entries(page)) == pairs


def test_strings_over_several_lines_are_one():
    page = 'msgid ""\n"two "\n"parts\\n\\t\\"x\\""\nmsgstr ""\n"둘"\n\nmsgid "left open"\nmsgstr ""\n#~ msgid "old"\n#~ msgstr "낡은"\n'
    assert dict(entries(page)) == {'two parts\n\t"x"': "둘"}


def test_english_and_unknown_languages_are_said_in_english():
    message = msg(
        "{count} graphemes on {network}, limit {limit} ({over} over)",
        count=318,
        network="bluesky",
        limit=300,
        over=18,
    )
    english = "318 graphemes on bluesky, limit 300 (18 over)"
    assert say(message) == english
    assert say(message, "de") == english
    assert say(msg("a sentence that nobody wrote"), "ko") == "a sentence that nobody wrote"


def test_korean_is_said_in_korean():
    message = msg("there is no personas/{name}.md", name="olivia-owner")
    assert say(message, "ko") == say(message, "ko-KR") != say(message)
    assert "personas/olivia-owner.md" in say(message, "ko")


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{x}은(는) 없습니다", "커피", "커피는 없습니다"),
        ("{x}은(는) 없습니다", "찻집", "찻집은 없습니다"),
        ("`{x}`이(가) 두 번 있습니다", "채널", "`채널`이 두 번 있습니다"),
        ("{x}을(를) 지우세요", "게시물", "게시물을 지우세요"),
        ("{x}을(를) 지우세요", "x-acme", "x-acme을(를) 지우세요"),
        ("{x}(으)로 옮기세요", "서울", "서울로 옮기세요"),
        ("{x}(으)로 옮기세요", "부산", "부산으로 옮기세요"),
        ("{x}(으)로 바꾸세요", "7", "7로 바꾸세요"),
        ("{x}(으)로 바꾸세요", "3", "3으로 바꾸세요"),
        ("{x}과(와) 같습니다", "2026-12-05", "2026-12-05와 같습니다"),
        ("{x} 은(는) 그대로", "커피", "커피 은(는) 그대로"),
        ("{x}을(를)", "", "을(를)"),
        ("{x}", "커피은(는)", "커피은(는)"),
        ("{x}(이)라고 쓰세요", "커피", "커피라고 쓰세요"),
        ("`{x}`(이)라고 쓰세요", "찻집", "`찻집`이라고 쓰세요"),
    ],
)
def test_korean_particles_follow_the_sound_before_them(template: str, value: str, said: str):
    assert filled(template, {"x": value}) == said
