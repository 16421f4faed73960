"""Problems as JSON."""

import json as _json

from smmops.render.problems import facts
from smmops.rules.run import Findings


def json(findings: Findings, *, language: str = "en") -> str:
    """`facts` as text: sorted keys, two spaces, a final newline."""
    return _json.dumps(facts(findings, language), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
