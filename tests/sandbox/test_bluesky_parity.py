"""The sandbox's Bluesky answers a corpus of requests as a real PDS does."""

from collections.abc import Iterator
from pathlib import Path

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


@pytest.mark.pds
def test_the_real_server_listens_on_loopback_only(pds: Pds) -> None:  # noqa: F811
    port = f":{int(pds.url.rpartition(':')[2]):04X}"
    rows = [
        line.split()
        for kind in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()
    ]
    assert {row[1] for row in rows if row[3] == "0A" and row[1].endswith(port)} == {f"0100007F{port}"}


def test_the_corpus_is_large_and_names_each_case_once() -> None:
    assert len(CASES) >= 80
    assert len({case.title for case in CASES}) == len(CASES)
