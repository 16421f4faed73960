"""What all renderings of problems share: words in a language, counts, facts for machines."""

import json
import re
from collections.abc import Mapping
from typing import Any

from smmops.model.message import Message, msg
from smmops.model.problem import Problem, Severity
from smmops.rules.run import Findings
from smmops.words.catalogue import say

FORMAT_VERSION = 1
_HALF = re.compile("[\ud800-\udfff]")


def counted(findings: Findings, language: str) -> str:
    """`2 errors, 1 warning in 12 files, 1 silenced`: the line that ends every output."""
    parts = [
        say(message, language)
        for message in (
            _errors(findings.count(Severity.ERROR)),
            _warnings(findings.count(Severity.WARNING)),
        )
        if message
    ]
    found = ", ".join(parts) or say(msg("nothing is wrong"), language)
    files = findings.files
    where = (
        msg("{found} in 1 file", found=found)
        if files == 1
        else msg("{found} in {count} files", found=found, count=files)
    )
    whole = say(where, language)
    if findings.silenced:
        whole += ", " + say(msg("{count} silenced", count=len(findings.silenced)), language)
    return whole


def _errors(count: int) -> Message | None:
    if count == 1:
        return msg("1 error")
    return msg("{count} errors", count=count) if count else None


def _warnings(count: int) -> Message | None:
    if count == 1:
        return msg("1 warning")
    return msg("{count} warnings", count=count) if count else None


def asked_later(findings: Findings, language: str) -> str:
    """What the next stage would ask, in one line; "" where it asks nothing."""
    if not findings.later:
        return ""
    stage, count = findings.later[0]
    more = msg(
        "stage {stage} would ask for {count} more values: write `stage: {stage}` into smmops.yaml, "
        "and `smmops check` names each",
        stage=stage,
        count=count,
    )
    return say(more, language)


def facts(findings: Findings, language: str = "en") -> dict[str, Any]:
    """Everything as JSON values: `format_version` 1, `counts`, `problems`, `silenced`, `later`.

    Lines and columns count from 1, 0 where a file as a whole is meant. Texts are in `language`, not escaped.
    """
    return {
        "format_version": FORMAT_VERSION,
        "counts": {
            "errors": findings.count(Severity.ERROR),
            "warnings": findings.count(Severity.WARNING),
            "silenced": len(findings.silenced),
            "files": findings.files,
        },
        "problems": [fact(problem, language) for problem in findings.problems],
        "silenced": [{**fact(each.problem, language), "reason": each.reason} for each in findings.silenced],
        "later": dict(findings.later),
    }


def json_text(value: Any) -> str:
    """JSON as our files have it: sorted keys, two spaces, a final newline, half characters as escapes."""
    told = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", told) + "\n"


def fact(problem: Problem, language: str) -> Mapping[str, Any]:
    """One problem as JSON values."""
    return {
        "code": problem.code,
        "slug": problem.slug,
        "severity": problem.severity.value,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": say(problem.message, language),
        "fix": say(problem.fix, language),
        "related": [{"path": at.path, "line": at.line, "column": at.column} for at in problem.related],
    }
