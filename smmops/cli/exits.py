"""Exit codes of `smmops`, the same for every command (docs/commands.md)."""

FINE = 0
PROBLEMS = 1
CHANGES = 2
STOPPED = 3
USAGE = 64
BUG = 70
TRY_AGAIN = 75
INTERRUPTED = 130

MEANING: dict[int, str] = {
    FINE: "fine",
    PROBLEMS: "problems found",
    CHANGES: "with --detailed-exitcode: the plan has changes",
    STOPPED: "with --detailed-exitcode: a safety guard stopped the plan",
    USAGE: "wrong usage",
    BUG: "a bug of ours; a report to paste is written, without secrets",
    TRY_AGAIN: "something failed or is unknown: try again, or see the ledger",
    INTERRUPTED: "interrupted",
}
