"""Nothing in the tree belongs to one machine, and nothing is left half done."""

import re

import pytest

from tests.project.tree import ROOT, files, name_of

PATTERNS = {
    "a path of one machine": re.compile(r"(?<![\w.<])/(?:work|farm|root|Users|home/(?!mina\b)\w+)/\w"),
    "a registry's address": re.compile(
        r"pypi\.o" r"rg|files\.pythonh" r"osted|registry\.n" r"pmjs|deb\.debi" r"an\.org"
    ),
    "a note without an issue's number": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b(?!\(#\d+\))"),
    "a merge left open": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
    "a debugger": re.compile(r"\bbreakpoint\(\)|\bpdb\.set_" r"trace"),
}
BYTES = 1 << 20


def texts():
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("what", PATTERNS)
def test_the_tree_holds_no(what):
    wrong = [
        f"{name_of(path)}:{text.count(chr(10), 0, found.start()) + 1}: {found.group()}"
        for path, text in texts()
        for found in PATTERNS[what].finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", "see /" + "root/x"),
        ("a registry's address", "https://pypi" + ".org/simple"),
        ("a note without an issue's number", "# TO" + "DO later"),
        ("a merge left open", "<<<<" + "<<< HEAD"),
        ("a debugger", "break" + "point()"),
    ],
)
def test_each_pattern_finds_what_it_is_about(what, text):
    assert PATTERNS[what].search(text)


def test_a_note_with_a_number_is_fine():
    assert not PATTERNS["a note without an issue's number"].search(
        "# TO" + "DO(#12): when the network answers"
    )


def test_only_tests_look_at_the_shared_folder():
    wrong = [
        name_of(path)
        for path, text in texts()
        if "../shared" in text and not path.is_relative_to(ROOT / "tests")
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_is_over_a_mebibyte():
    assert [name_of(path) for path in files() if path.stat().st_size > BYTES] == []


def test_text_files_end_with_one_newline_and_have_no_carriage_return():
    suffixes = {".py", ".md", ".toml", ".yaml", ".yml", ".txt"}
    wrong = [
        name_of(path)
        for path, text in texts()
        if path.suffix in suffixes and text and (not text.endswith("\n") or "\r" in text)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_locks_hold_hashes_and_no_addresses():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "//" not in text
        assert "--index" not in text
