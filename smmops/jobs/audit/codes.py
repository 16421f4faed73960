"""The codes of audit's gaps: SMM450 to SMM479, each with its slug and severity; docs/audit.md explains them."""

from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry
from smmops.model.message import Message
from smmops.model.problem import Problem, Severity

_ERROR, _LOOK = Severity.ERROR, Severity.WARNING

CODES: dict[str, tuple[str, Severity]] = {
    "SMM450": ("ledger-rewritten", _ERROR),
    "SMM451": ("ledger-altered", _ERROR),
    "SMM452": ("ledger-removed", _ERROR),
    "SMM453": ("entry-back-dated", _ERROR),
    "SMM454": ("entries-misfit", _ERROR),
    "SMM455": ("checkpoint-differs", _ERROR),
    "SMM456": ("bytes-not-on-main", _ERROR),
    "SMM457": ("payload-differs", _ERROR),
    "SMM458": ("approval-missing", _ERROR),
    "SMM459": ("approver-is-author", _ERROR),
    "SMM460": ("approver-unknown", _ERROR),
    "SMM461": ("evidence-differs", _ERROR),
    "SMM462": ("change-unreviewed", _ERROR),
    "SMM463": ("emergency-used", _LOOK),
    "SMM464": ("sent-while-frozen", _ERROR),
    "SMM465": ("outcome-unknown", _ERROR),
    "SMM466": ("post-unknown-to-ledger", _ERROR),
    "SMM467": ("drifted", _ERROR),
    "SMM468": ("training-lapsed", _ERROR),
    "SMM469": ("anchor-missing", _ERROR),
    "SMM470": ("not-read-back", _LOOK),
    "SMM471": ("pause-unreviewed", _LOOK),
    "SMM472": ("approval-not-recomputed", _LOOK),
    "SMM473": ("claim-missing", _ERROR),
    "SMM474": ("trailer-by-author", _LOOK),
    "SMM475": ("ledger-joined", _ERROR),
    "SMM476": ("receipt-recovered", _LOOK),
}


def gap(code: str, path: str, message: Message, fix: Message) -> Problem:
    """One gap, addressed by the file or the branch that it is about."""
    slug, severity = CODES[code]
    return Problem(code, slug, severity, path, 0, 0, message, fix)


def entry_file(entry: Entry) -> str:
    """Where an entry stands on the state branch."""
    return entry_path(entry.key, entry.number, entry.state)
