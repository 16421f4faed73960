"""Three hundred broken files: what each is told first, and what to write instead, in both languages."""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from smmops.jobs.check import check
from smmops.media.sample import Sample, sample_bytes
from smmops.model.problem import Problem, Severity
from smmops.rules.examples import laid_out
from smmops.rules.reading.registry import READINGS
from smmops.rules.registry import RULES
from smmops.rules.rule import POST, Example
from smmops.store.codes import CODES
from smmops.words.catalogue import say, translations
from tests.rules.tree import Files
from tests.workspaces.broken300.others import CHANGES, SHEETS
from tests.workspaces.broken300.posts import BODIES, LINES
from tests.workspaces.broken300.shown import SHOWN

HERE = Path(__file__).parent
BERLIN = "  berlin-acme: {network: bluesky, handle: berlin.example, timezone: Europe/Berlin}\n"
BAR = sample_bytes(Sample("image/jpeg"))
NOT_HERE = {"SMM108", "SMM111", "SMM119", "SMM140", "SMM145"}
"""A file of 1 MiB, other bytes than text, a link of git, a reference that broke: no small text can show them."""


def broken() -> Iterator[tuple[str, Mapping[str, bytes], str]]:
    """(name, files of a small workspace, the broken one) of each case."""
    examples = {
        **{reading.code: reading.bad for reading in READINGS},
        **{rule.code: rule.bad for rule in RULES},
    }
    for code in SHOWN:
        bad = examples[code]
        assert bad is not None
        yield code.lower(), laid_out(bad), ""
    for name, lines in LINES.items():
        yield name, laid_out(Example({"smmops.yaml+channels": BERLIN, POST: post(lines)})), POST
    for name, body in BODIES.items():
        yield name, laid_out(Example({POST: post("", body)})), POST
    for name, path, old, new in CHANGES:
        assert old in SHEETS[path], name
        sheets: dict[str, str | Sample | None] = dict(SHEETS)
        sheets[path] = SHEETS[path].replace(old, new, 1)
        yield name, laid_out(Example(sheets)), path


def post(lines: str, body: str = "Open on Sunday from ten.") -> str:
    usual = {"channels": "channels: [bluesky-acme]", "publish_at": "publish_at: 2026-12-01 09:30"}
    front = [line for key, line in usual.items() if f"{key}:" not in lines] + lines.splitlines()
    return "\n".join(["---", *front, "---", body, ""])


@functools.cache
def found() -> dict[str, Problem]:
    """Case to the problem that its file is told first: errors first, then by line."""
    cases = list(broken())
    first: dict[str, Problem] = {}
    silent = []
    for name, laid, wanted in cases:
        problems = check(Files({"content/media/bar.jpg": BAR, **laid})).findings.problems
        own = [p for p in problems if p.path == wanted] if wanted else list(problems)
        code = name.upper() if name.upper() in SHOWN else None
        own = [p for p in own if code is None or p.code == code]
        if own:
            first[name] = min(own, key=lambda p: (p.severity is not Severity.ERROR, p.order))
        else:
            silent.append(name)
    assert silent == []
    return first


def told(language: str) -> str:
    blocks = []
    for number, (name, problem) in enumerate(found().items(), start=1):
        place = f"{problem.path}:{problem.line}:{problem.column}"
        said, fix = say(problem.message, language), say(problem.fix, language)
        blocks.append(
            f"{number:03} {name}: {place}: {problem.code} {said}\n    fix: {fix}\n"
        )
    return "".join(blocks)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_three_hundred_broken_files_are_told_what_to_write(language: str, golden: Callable[..., None]) -> None:
    assert len(found()) == 300
    golden(HERE / f"expected.{language}.txt", told(language))


def test_every_code_of_reading_is_among_them() -> None:
    assert set(CODES) - {problem.code for problem in found().values()} <= NOT_HERE


def test_each_says_something_and_what_to_write_in_both_languages() -> None:
    known = translations("ko")
    for name, problem in found().items():
        for message in (problem.message, problem.fix):
            assert message.fill().strip(), name
            assert message.template in known, f"{name}: {message.template}"
        assert problem.message.fill() != problem.fix.fill(), name

