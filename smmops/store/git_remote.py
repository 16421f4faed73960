"""The remote of a clone: one look at its tips, fetching what moved, and pushes whose end is known or is not."""

import time
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from smmops.model.message import msg
from smmops.model.ports import Landed, Lost, Push, Refused, RemoteError, Tips
from smmops.model.problem import SmmopsError
from smmops.store.git_process import Git, Ran, TookTooLong, readable
from smmops.store.git_refs import Refs

LOOK_SECONDS = 60.0
PUSH_SECONDS = 90.0
FETCH_SECONDS = 900.0

_TRIES = 4
_MOVED = (
    "non-fast-forward",
    "fetch first",
    "needs force",
    "stale info",
    "already exists",
    "atomic push fail",
    "atomic transaction failed",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value provided",
    "reference already exists",
    "failed to lock",
    "remote ref updated since checkout",
)
_NEVER_SENT = (
    "Could not read from remote repository",
    "unable to access",
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "Repository not found",
    "does not appear to be a git repository",
    "Unable to look up",
    "unable to connect to",
    "does not support --atomic push",
    "transport '",
    "unable to find remote helper",
    "not a git repository",
    "shallow update not allowed",
)
_DENIED = ("Permission denied", "Authentication failed", "could not read Username", "denied to", "403", "401")


class Remote:
    """The remote that `refs` names, seen from one clone. What was fetched stands under `refs/smmops/`.

    `seconds` bounds a push. Threads take turns.
    """

    def __init__(self, git: Git, refs: Refs, *, seconds: float = PUSH_SECONDS) -> None:
        self._git = git
        self._refs = refs
        self._seconds = seconds
        self._lock = Lock()
        self._checked = False

    def tips(self) -> dict[str, str]:
        """Full name -> commit of main, state, seal and the brand's checkpoint tags; one request."""
        asked = [*self._refs.heads, self._refs.checkpoints + "*"]
        out = self._asked("ls-remote", "--quiet", self._name(), *asked, seconds=LOOK_SECONDS)
        found: dict[str, str] = {}
        for line in out.decode("utf-8", "replace").splitlines():
            oid, _, ref = line.partition("\t")
            plain = ref.removesuffix("^{}")
            if plain in self._refs.heads or plain.startswith(self._refs.checkpoints):
                # an annotated tag comes twice: what it points at stands behind it, as `^{}`
                found[plain] = oid
        return found

    def fetch(self) -> Tips:
        """Looks at the tips and fetches what moved. What is fetched together is of one moment."""
        with self._lock:
            tips = self.tips()
            here = self._here()
            moved = [ref for ref, oid in tips.items() if here.get(ref) != oid]
            if moved:
                self._fetch(tips, moved)
                fetched = self._here()
                tips = {ref: fetched.get(ref, oid) for ref, oid in tips.items()}
            self._forget(ref for ref in here if ref not in tips)
        main, state, seal = (tips.get(ref) for ref in self._refs.heads)
        checkpoints = {
            ref.removeprefix("refs/tags/"): oid
            for ref, oid in sorted(tips.items())
            if ref.startswith(self._refs.checkpoints)
        }
        return Tips(main=main, state=state, seal=seal, checkpoints=checkpoints)

    def branch(self, ref: str) -> str | None:
        """The tip of one branch that is none of ours to `fetch`, brought here; None where the remote has none."""
        with self._lock:
            out = self._asked("ls-remote", "--quiet", self._name(), ref, seconds=LOOK_SECONDS)
            lines = (line.split("\t") for line in out.decode("utf-8", "replace").splitlines())
            tips = {name: oid for oid, name in lines if name == ref}
            if ref in tips and self._here().get(ref) != tips[ref]:
                self._fetch(tips, [ref])
            return self._here().get(ref) if ref in tips else None

    def deepen(self) -> None:
        """Makes a shallow clone whole: a cut history would look like files that nobody ever reviewed."""
        with self._lock:
            if self._git.text("rev-parse", "--is-shallow-repository") == "false":
                return
            there = [ref for ref in self._refs.heads if ref in self.tips()]
            self._asked(
                "fetch", "--unshallow", *_FETCH, self._name(), *map(self._spec, there), seconds=FETCH_SECONDS
            )
            if self._git.text("rev-parse", "--is-shallow-repository") != "false":
                raise SmmopsError(
                    msg("the history of this clone is cut off, and the remote's is too"),
                    msg("use a remote with the whole history"),
                )

    def push(self, changes: Mapping[str, tuple[str | None, str]], commit: str) -> Push:
        """Moves the remote's refs from the first to the second commit, all or none.

        A lease on the old value stands for each: a branch that went back or away is not made anew. What is
        pushed descends from the old value, so nothing is ever overwritten.
        RemoteError where nothing can have reached the remote, or where it would refuse every try.
        """
        leases = [f"--force-with-lease={ref}:{old or ''}" for ref, (old, _) in changes.items()]
        specs = [f"{new}:{ref}" for ref, (_, new) in changes.items()]
        arguments = [
            "push",
            "--atomic",
            "--porcelain",
            "--no-verify",
            "--no-follow-tags",
            *leases,
            self._name(),
            *specs,
        ]
        try:
            ran = self._git.run(*arguments, seconds=self._seconds)
        except TookTooLong as late:
            return Lost(commit=commit, reason=str(late))
        return _outcome(ran, changes, commit)

    def _fetch(self, tips: Mapping[str, str], moved: Sequence[str]) -> None:
        ledger = [ref for ref in self._refs.heads[1:] if ref in tips]
        wanted = dict.fromkeys(moved)
        if any(ref != self._refs.heads[0] for ref in moved):
            wanted |= dict.fromkeys(ledger)
        for attempt in range(_TRIES):
            specs = "\n".join(map(self._spec, wanted)).encode() + b"\n"
            try:
                self._asked("fetch", *_FETCH, "--stdin", self._name(), stdin=specs, seconds=FETCH_SECONDS)
            except RemoteError as wrong:
                # another process of this clone fetches as well and holds the lock of a ref
                if "cannot lock ref" not in str(wrong) or attempt == _TRIES - 1:
                    raise
                time.sleep(0.05 * 2**attempt)
            else:
                return

    def _here(self) -> dict[str, str]:
        prefix = self.private("")
        lines = self._git.text(
            "for-each-ref", "--format=%(objectname) %(*objectname) %(refname)", prefix
        ).splitlines()
        found = {}
        for line in lines:
            oid, peeled, ref = line.split(" ", 2)
            found[ref.removeprefix(prefix).replace("%2F", "/").replace("%25", "%")] = peeled or oid
        return found

    def _forget(self, refs: Iterable[str]) -> None:
        for ref in refs:
            if ref in self._refs.heads or ref.startswith(self._refs.checkpoints):
                self._git.run("update-ref", "-d", self.private(ref))

    def private(self, ref: str) -> str:
        """Where what was fetched of a ref stands in this clone."""
        remote = self._refs.remote.replace("%", "%25").replace("/", "%2F")
        return f"refs/smmops/{remote}/" + ref.replace("%", "%25").replace("/", "%2F")

    def _spec(self, ref: str) -> str:
        return f"+{ref}:{self.private(ref)}"

    def _asked(self, *arguments: str, stdin: bytes = b"", seconds: float) -> bytes:
        try:
            ran = self._git.run(*arguments, stdin=stdin, seconds=seconds)
        except TookTooLong as late:
            raise RemoteError(str(late)) from late
        if ran.status != 0:
            raise _unreachable(ran)
        return ran.out

    def _name(self) -> str:
        if not self._checked:
            urls = self._git.run("remote", "get-url", "--all", "--end-of-options", self._refs.remote)
            pushed = self._git.run(
                "remote", "get-url", "--all", "--push", "--end-of-options", self._refs.remote
            )
            if urls.status != 0:
                raise SmmopsError(
                    msg("this clone has no remote {name}", name=self._refs.remote),
                    msg(
                        "run `git remote add {name} ADDRESS`, or write `remote:` into smmops.yaml",
                        name=self._refs.remote,
                    ),
                )
            if len(urls.out.splitlines()) != 1 or len(pushed.out.splitlines()) != 1:
                raise SmmopsError(
                    msg("the remote {name} has several addresses", name=self._refs.remote),
                    msg("leave one `url` and at most one `pushurl` of it in git's configuration"),
                )
            self._checked = True
        return self._refs.remote


_FETCH = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--refmap=", "--force")


def _outcome(ran: Ran, changes: Mapping[str, tuple[str | None, str]], commit: str) -> Push:
    told = _told(ran.out)
    if ran.status == 0 and told.keys() >= changes.keys():
        return Landed(tip=commit)
    reasons = [reason for flag, reason in told.values() if flag == "!"]
    refused = [reason for reason in reasons if any(words in reason for words in _MOVED)]
    if any("remote failure" in reason or "failed to report" in reason for reason in reasons):
        return Lost(commit=commit, reason=readable("; ".join(reasons)))
    if reasons and len(refused) == len(reasons):
        return Refused(reason=readable("; ".join(dict.fromkeys(reasons))))
    if reasons:
        only = [reason for reason in reasons if reason not in refused]
        raise RemoteError(f"the remote does not take the push: {readable('; '.join(dict.fromkeys(only)))}")
    if not told and any(words in ran.error for words in _NEVER_SENT):
        raise _unreachable(ran)
    return Lost(commit=commit, reason=ran.error or f"git push ended with {ran.status}")


def _told(porcelain: bytes) -> dict[str, tuple[str, str]]:
    """What `push --porcelain` says of each remote ref: its flag and the summary with the reason."""
    found = {}
    for line in porcelain.decode("utf-8", "replace").splitlines():
        words = line.split("\t")
        if len(words) == 3:
            found[words[1].partition(":")[2]] = (words[0], words[2])
    return found


def _unreachable(ran: Ran) -> RemoteError:
    if any(words in ran.error for words in _DENIED):
        return RemoteError(
            f"the remote refuses us: {ran.error}; check that this user's key or token may read and write there"
        )
    return RemoteError(f"the remote cannot be reached: {ran.error}")
