"""Problems as SARIF 2.1.0, for code scanning and editors."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from smmops import __version__
from smmops.model.problem import Place, Problem
from smmops.render.problems import json_text
from smmops.rules.reading.registry import READINGS
from smmops.rules.reading.words import Reading
from smmops.rules.registry import RULES
from smmops.rules.rule import Rule
from smmops.rules.run import Findings
from smmops.words.catalogue import say

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Findings, *, language: str = "en") -> str:
    """One run with every problem; silenced ones are results with a suppression and its reason."""
    found = [*findings.problems, *(each.problem for each in findings.silenced)]
    results = [_result(problem, language) for problem in findings.problems]
    for each in findings.silenced:
        suppression = {"kind": "inSource", "justification": each.reason}
        results.append({**_result(each.problem, language), "suppressions": [suppression]})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "smmops", "version": __version__, "rules": _rules(found)}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json_text(log)


def _rules(found: Iterable[Problem]) -> list[Mapping[str, Any]]:
    """What is said about each code that was found."""
    known: dict[str, Rule | Reading] = {rule.code: rule for rule in RULES}
    known.update({reading.code: reading for reading in READINGS})
    rules: list[Mapping[str, Any]] = []
    for code, problem in sorted({problem.code: problem for problem in found}.items()):
        level = problem.severity.value
        entry: dict[str, Any] = {"id": code, "name": problem.slug, "defaultConfiguration": {"level": level}}
        rule = known.get(code)
        if rule:
            entry["shortDescription"] = {"text": rule.title}
            entry["fullDescription"] = {"text": rule.why}
        rules.append(entry)
    return rules


def _result(problem: Problem, language: str) -> dict[str, Any]:
    said = f"{say(problem.message, language)}\nfix: {say(problem.fix, language)}"
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": said},
        "locations": [_location(Place(problem.path, problem.line, problem.column))],
        "partialFingerprints": {"smmops/v1": _fingerprint(problem)},
    }
    if problem.related:
        result["relatedLocations"] = [_location(place) for place in problem.related]
    return result


def _location(place: Place) -> Mapping[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(place.path, safe="/", errors="surrogatepass")}
    }
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {"physicalLocation": physical}


def _fingerprint(problem: Problem) -> str:
    """The same for the same problem after lines were added above it."""
    told = "\x00".join([problem.code, problem.path, problem.message.fill()])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
