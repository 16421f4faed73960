"""docs/rules.md says what the rules say."""

from collections.abc import Callable
from pathlib import Path

from smmops.rules.docs import FAMILIES, page
from smmops.rules.registry import RULES
from smmops.store.codes import CODES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_what_the_rules_make(golden: Callable[..., None]) -> None:
    golden(PAGE, page())


def test_every_code_has_an_anchor_of_its_own() -> None:
    written = page()
    for code in [*CODES, *(rule.code for rule in RULES)]:
        assert written.count(f'<a id="{code.lower()}"></a>') == 1, code


def test_the_contents_name_every_code_once_before_the_first_section() -> None:
    head = page().partition('<a id="')[0]
    for code in [*CODES, *(rule.code for rule in RULES)]:
        assert head.count(f"- [{code}](#{code.lower()}) `") == 1, code


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.code[3] for rule in RULES} == set(FAMILIES)


def test_the_page_holds_no_character_that_nobody_sees() -> None:
    from smmops.words.hidden import hidden

    assert hidden(page()) == []


def test_every_rule_says_why_in_whole_sentences() -> None:
    for rule in RULES:
        assert rule.why.endswith("."), rule.code
        assert not rule.title.endswith("."), rule.code
        assert rule.title[0].isupper() or rule.title[0] == "`", rule.code
        assert len(rule.why) > 40, rule.code
