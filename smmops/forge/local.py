"""The forge that is git alone: a merge commit whose trailers name who approved."""

from datetime import datetime

from smmops.model.ports import Commit, Landing, NotYet, Review

APPROVED_BY = "approved-by"
BREAK_GLASS = "break-glass"


class LocalForge:
    """How commits came to main, as their own messages tell. It knows nothing of the team or of policy.

    Enough for the demo, tests and air-gapped use: whoever may push to main may write any trailer.
    """

    level = "merged"

    def now(self) -> datetime | None:
        """None: git has no clock."""
        return None

    def ready(self) -> None:
        """Always: it is git."""

    def has_ended(self, run: str) -> bool | None:  # noqa: ARG002 -- the port's signature
        """None: nothing here knows of runs."""
        return None

    def blob(self, commit: str, path: str) -> str | NotYet | None:  # noqa: ARG002 -- the port's signature
        """None: every commit that it names is in the clone."""
        return None

    def may_write(self, review: Review) -> bool | NotYet:  # noqa: ARG002 -- the port's signature
        """False: it gives no reviews."""
        return False

    def landing(self, commit: Commit) -> Landing | NotYet:
        """How this first-parent commit of main came in.

        A merge is what has a second parent, its head; `authors` wrote what came in by it, whoever merged stands
        in `merged_by`. Each `Approved-by:` trailer is an approval of the head at the time of the merge, and a
        `Break-glass:` trailer with its reason is the label `break-glass`.
        """
        merged = len(commit.parents) > 1
        head = commit.parents[1] if merged else None
        given = [value for token, value in commit.trailers if token.lower() == APPROVED_BY and value]
        reasons = [value for token, value in commit.trailers if token.lower() == BREAK_GLASS and value]
        evidence = {
            "forge": "local",
            "parents": list(commit.parents),
            "merged_by": commit.author,
            "committed_by": commit.committer,
        }
        return Landing(
            kind="merge" if merged else "direct",
            commit=commit.oid,
            head=head,
            at=commit.at,
            authors=commit.branch_authors,
            merged_by=commit.author if merged else None,
            approvals=tuple((who, head or commit.oid, commit.at) for who in dict.fromkeys(given))
            if merged
            else (),
            evidence=evidence | ({"break_glass": reasons[0]} if reasons else {}),
            labels=(BREAK_GLASS,) if reasons else (),
        )
