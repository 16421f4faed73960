"""The codes of reading: SMM101 to SMM149, each with its slug and severity."""

from smmops.model.problem import Place, Problem, Severity
from smmops.store.finding import Finding

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CODES: dict[str, tuple[str, Severity]] = {
    "SMM101": ("yaml-syntax", _ERROR),
    "SMM102": ("key-twice", _ERROR),
    "SMM103": ("yaml-tag", _ERROR),
    "SMM104": ("yaml-anchor", _ERROR),
    "SMM105": ("tab-indent", _ERROR),
    "SMM106": ("hashtag-lost", _ERROR),
    "SMM107": ("number-split", _ERROR),
    "SMM108": ("file-too-big", _ERROR),
    "SMM109": ("nested-too-deep", _ERROR),
    "SMM110": ("several-documents", _ERROR),
    "SMM111": ("not-utf8", _ERROR),
    "SMM112": ("unknown-key", _ERROR),
    "SMM113": ("missing-key", _ERROR),
    "SMM114": ("wrong-shape", _ERROR),
    "SMM115": ("unknown-choice", _ERROR),
    "SMM116": ("amount-form", _ERROR),
    "SMM117": ("time-form", _ERROR),
    "SMM118": ("value-form", _ERROR),
    "SMM119": ("newer-version", _ERROR),
    "SMM120": ("front-matter", _ERROR),
    "SMM121": ("unknown-file", _ERROR),
    "SMM122": ("id-form", _ERROR),
    "SMM123": ("id-twice", _ERROR),
    "SMM124": ("path-twins", _ERROR),
    "SMM125": ("clock-change", _ERROR),
    "SMM126": ("unknown-zone", _ERROR),
    "SMM127": ("unknown-section", _ERROR),
    "SMM128": ("section-twice", _ERROR),
    "SMM129": ("heading-level", _ERROR),
    "SMM130": ("empty-part", _ERROR),
    "SMM131": ("unknown-placeholder", _ERROR),
    "SMM132": ("link-missing", _ERROR),
    "SMM133": ("bare-mention", _ERROR),
    "SMM134": ("html-comment", _ERROR),
    "SMM135": ("markdown", _WARNING),
    "SMM136": ("text-unused", _WARNING),
    "SMM137": ("unknown-channel", _ERROR),
    "SMM138": ("path-outside", _ERROR),
    "SMM139": ("file-missing", _ERROR),
    "SMM140": ("link-in-git", _ERROR),
    "SMM141": ("media-form", _ERROR),
    "SMM142": ("allow-form", _ERROR),
    "SMM143": ("stage-asks", _ERROR),
    "SMM144": ("settings-missing", _ERROR),
    "SMM145": ("reference-broken", _ERROR),
    "SMM146": ("table-form", _ERROR),
    "SMM147": ("column-missing", _ERROR),
    "SMM148": ("personal-column", _ERROR),
    "SMM149": ("signing-form", _ERROR),
}


def is_error(code: str) -> bool:
    """Whether findings of that code keep a file from being used."""
    return CODES[code][1] is Severity.ERROR


def problem(path: str, finding: Finding) -> Problem:
    """The finding in its file."""
    slug, severity = CODES[finding.code]
    line, column = finding.spot
    return Problem(
        code=finding.code,
        slug=slug,
        severity=severity,
        path=path,
        line=line,
        column=column,
        message=finding.message,
        fix=finding.fix,
        related=tuple(Place(path, *spot) for spot in finding.related),
    )
