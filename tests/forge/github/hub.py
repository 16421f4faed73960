"""What stands on a fake GitHub: accounts, one repository, its pull requests, issues and runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

TOKEN = "ghs_testToken0123456789abcdefghijklmnopq"
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass
class Account:
    """An account; `login` may change, `id` never."""

    id: int
    login: str
    type: str = "User"


GHOST = Account(10137, "ghost")
WEB_FLOW = Account(19864447, "web-flow")
ACTIONS = Account(41898282, "github-actions[bot]", "Bot")


@dataclass
class Committed:
    """A commit of a pull request or of main. `author` is the account that its e-mail belongs to, if any."""

    sha: str
    message: str
    email: str
    author: Account | None
    parents: tuple[str, ...] = ()
    committer: Account | None = None
    committer_email: str = ""


@dataclass
class Reviewed:
    """A review; `user` None: the account was deleted."""

    id: int
    user: Account | None
    state: str
    commit: str | None
    at: datetime


@dataclass
class Labelled:
    """A label put on or taken off."""

    event: str  # labeled | unlabeled
    label: str
    at: datetime
    actor: Account


@dataclass
class Pull:
    """A pull request. `head_repo`: `ours`, `fork`, or `gone` (a fork that was deleted)."""

    number: int
    author: Account | None
    head: str
    branch: str
    opened: datetime
    base: str = "main"
    head_repo: str = "ours"
    base_repo: str = "ours"
    commits: list[Committed] = field(default_factory=list)
    reviews: list[Reviewed] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    events: list[Labelled] = field(default_factory=list)
    merged_at: datetime | None = None
    merge_sha: str | None = None
    merged_by: Account | None = None
    body: str = ""
    of: set[str] = field(default_factory=set)  # commits of main that GitHub counts to it
    files: list[tuple[str, str | None]] = field(default_factory=list)  # (name, name before)
    closed: bool = False
    more_commits: int = 0  # commits that are counted and not listed
    size: tuple[int, int, int] = (1, 1, 0)  # files, lines added, lines taken out

    @property
    def id(self) -> int:
        return 90_000 + self.number


@dataclass
class Pushed:
    """A move of a branch."""

    branch: str
    after: str
    actor: Account
    at: datetime


@dataclass
class Said:
    """A comment."""

    id: int
    issue: int
    user: Account
    body: str


@dataclass
class Issue:
    """An issue."""

    number: int
    user: Account
    title: str
    body: str
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    at: datetime = START  # when it was touched last


@dataclass
class Checked:
    """A run of the check of a pull request. `where` is as `Pull.head_repo`."""

    number: int
    head: str
    branch: str
    attempt: int = 1
    event: str = "pull_request"
    path: str = ".github/workflows/smmops-check.yml"
    conclusion: str = "success"
    where: str = "ours"


@dataclass
class Kept:
    """An artifact: an archive that a run left."""

    id: int
    run: int
    name: str
    content: bytes
    expired: bool = False
    size: int | None = None  # what GitHub says of it; None: the truth


@dataclass
class Fault:
    """What goes wrong with the next `times` requests whose path holds `about`."""

    about: str
    kind: str  # a status, `secondary`, `primary`, `empty`, `drop`, `garbage`, `page2`
    times: int = 1
    after: int = 0  # seconds of Retry-After


@dataclass
class Hub:
    """One repository and all that is known about it. `moved` are its former names."""

    owner: str = "haneul-books"
    name: str = "social"
    id: int = 777_001
    moved: list[str] = field(default_factory=list)
    token: str = TOKEN
    now: Callable[[], datetime] = lambda: START
    me: Account | None = None  # None: a workflow's token, which is nobody's
    permissions: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    pushes: list[Pushed] | None = field(default_factory=list)
    main: dict[str, Committed] = field(default_factory=dict)
    blob: Callable[[str, str], str | None] = lambda commit, path: None
    runs: dict[int, str] = field(default_factory=dict)
    checks: dict[int, Checked] = field(default_factory=dict)
    artifacts: list[Kept] = field(default_factory=list)
    rights: dict[str, str] | None = None  # what a job's `permissions:` give its token; None: everything
    fetched: list[str] = field(default_factory=list)  # archives, on the host that keeps them
    rules: list[dict[str, object]] = field(default_factory=list)
    issues: dict[int, Issue] = field(default_factory=dict)
    enabled: list[str] = field(default_factory=list)  # workflow files that were switched on
    comments: list[Said] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remaining: int = 1000
    asked: list[tuple[str, str]] = field(default_factory=list)
    largest_page: int = 100
    environments: dict[str, str | list[str]] = field(default_factory=dict)  # any, protected, or branches
    secrets: list[str] | None = field(default_factory=list)  # of every environment; None: not for this token
    owners_errors: list[tuple[int, str]] = field(default_factory=list)
    ticks: list[datetime] | None = None  # runs of smmops-publish.yml; None: no such workflow

    @property
    def full_name(self) -> str:
        return f"{self.owner}/{self.name}"

    def account(self, login: str) -> Account | None:
        return next((one for one in self.accounts.values() if one.login == login), None)
