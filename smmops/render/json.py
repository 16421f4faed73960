"""Problems as JSON."""

from smmops.render.problems import facts, json_text
from smmops.rules.run import Findings


def json(findings: Findings, *, language: str = "en") -> str:
    """`facts` as text: sorted keys, two spaces, a final newline."""
    return json_text(facts(findings, language))
