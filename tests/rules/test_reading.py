"""Every code of reading is explained, and its examples are true."""

import pytest

from smmops.model.problem import Severity
from smmops.rules.reading.registry import READINGS
from smmops.rules.reading.words import Reading
from smmops.rules.rule import Example
from smmops.store.codes import CODES
from tests.rules.checked import findings

shown = [reading for reading in READINGS if reading.bad and reading.good]
every_reading = pytest.mark.parametrize("reading", shown, ids=lambda reading: reading.code)


def codes(example: Example) -> set[str]:
    return {problem.code for problem in findings(example.files).problems}


@every_reading
def test_the_bad_example_has_this_problem_and_no_other(reading: Reading) -> None:
    assert reading.bad
    found = findings(reading.bad.files).problems
    assert reading.code in {problem.code for problem in found}
    assert {problem.code for problem in found if problem.severity is Severity.ERROR} <= {reading.code}


@every_reading
def test_the_good_example_has_none(reading: Reading) -> None:
    assert reading.good
    assert codes(reading.good) <= {"SMM165"}


def test_every_code_of_reading_is_explained_once_and_in_order() -> None:
    assert [reading.code for reading in READINGS] == list(CODES)


def test_sentences_are_written_like_those_of_rules() -> None:
    for reading in READINGS:
        assert reading.why.endswith("."), reading.code
        assert not reading.title.endswith("."), reading.code
