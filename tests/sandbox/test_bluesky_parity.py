"""The sandbox's Bluesky answers a corpus of requests as a real PDS does."""

from collections.abc import Iterator

import pytest

from smmops.sandbox.serve import serve
from tests.sandbox.corpus_bluesky import CASES, DIFFERENT, Case
from tests.sandbox.pds.server import Pds, pds  # noqa: F401
from tests.sandbox.speaker import Speaker

PASSWORD = "fünf-Äpfel-5432"


@pytest.fixture(scope="module")
def ours() -> Iterator[Speaker]:
    with serve(seed={"bluesky": {"minji.test": PASSWORD, "lukas.test": PASSWORD}}) as sandbox:
        other = sandbox.control.state()["networks"]["bluesky"]["lukas.test"]["id"]
        sandbox.control.options("bluesky", rate_limits=False)
        yield Speaker(sandbox.url, "minji.test", PASSWORD, other)


@pytest.fixture(scope="module")
def theirs(pds: Pds) -> Speaker:  # noqa: F811
    pds.create_account("minji", PASSWORD)
    other = pds.create_account("lukas", PASSWORD)
    return Speaker(pds.url, "minji.test", PASSWORD, other["did"])


@pytest.mark.pds
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_sandbox_answers_as_a_real_pds_does(case: Case, ours: Speaker, theirs: Speaker) -> None:
    assert ours.hold(case) == theirs.hold(case)


@pytest.mark.pds
@pytest.mark.parametrize(("case", "answers"), DIFFERENT, ids=lambda value: getattr(value, "title", ""))
def test_where_they_differ_both_answers_are_known(
    case: Case, answers: tuple[tuple[int, str], tuple[int, str]], ours: Speaker, theirs: Speaker
) -> None:
    assert (ours.hold(case)[:2], theirs.hold(case)[:2]) == answers


def test_the_corpus_is_large_and_has_good_and_bad_requests(ours: Speaker) -> None:
    assert len(CASES) >= 80
    assert len({case.title for case in CASES}) == len(CASES)
