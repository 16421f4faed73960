"""`smmops approve`."""

import sys
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text

if TYPE_CHECKING:
    from smmops.jobs.approve import Paper, Sides
    from smmops.jobs.approve_keys import Pen
    from smmops.store.git import GitRepository


@command("approve")
@click.argument("what", nargs=-1, metavar="[POST|FILE]...")
@click.option("--head", metavar="REF", help="What to sign: a branch or commit. Default: HEAD.")
@click.option("--key", metavar="FILE", help="Your key. Default: git's, the agent's, ~/.ssh.")
@click.option("--yes", is_flag=True, help="Sign without asking.")
def approve(session: Session, what: tuple[str, ...], *, head: str | None, key: str | None, yes: bool) -> int:
    """Signs posts with your own SSH key, where policy asks level signed.

    Shows what will go out, on each channel with its time, and each other file that you sign, then asks. POST is an
    id or a path; without one, every post that still may go out and waits for your signature. What is signed is
    what git has: commit first. The signature is a file of signatures/; bring it to main in a change of your own,
    never on the branch of the post: who commits there has written a part of it. See docs/signing.md.

    \b
    Examples:
      smmops approve
      smmops approve brew-at-home --head origin/december
      smmops approve team.yaml --key ~/.ssh/id_ed25519_sk
      smmops approve brew-at-home --yes --format json
    """
    from datetime import UTC, datetime

    from smmops.cli.posts import usable
    from smmops.cli.workspace import placed
    from smmops.forge.ssh import SshKeygen
    from smmops.jobs.approve import lay_out, sides
    from smmops.store.git import GitRepository, Refs

    workspace, _ = usable(session)
    settings = workspace.settings
    assert settings is not None
    top, folder = placed(session)
    git = GitRepository(
        top, Refs(settings.id, settings.main_branch, settings.state_branch, remote=settings.remote)
    )
    try:
        keygen = SshKeygen()
        both = sides(git, folder, settings, head=head)
        pen = _pen(git, both, keygen, key)
        paper = lay_out(both, what, signer=pen.signer, now=datetime.now(UTC))
        if session.format == "text":
            session.show(_shown(session, both, paper, pen))
        if not yes and not _agreed(session, pen):
            return exits.USAGE
        written = _signed(keygen, paper, pen)
        path = _kept(top, folder, paper, written)
    finally:
        git.close()
    facts = {**_facts(paper, pen), "signature": path}
    session.keep(facts)
    session.show(
        json_text(facts) if session.format == "json" else _next(path, settings.main_branch, settings.remote)
    )
    return exits.FINE


def _pen(git: "GitRepository", both: "Sides", keygen: Any, named: str | None) -> "Pen":
    from pathlib import Path

    from smmops.jobs.approve_keys import at_hand, pen

    agent = keygen.agent() if named is None else []
    found = at_hand(named, git=git.setting("user.signingkey"), agent=agent, home=Path.home())
    return pen(both.main.workspace, found)


def _shown(session: Session, both: "Sides", paper: "Paper", pen: "Pen") -> str:
    from datetime import UTC, datetime

    from smmops.cli.look import page
    from smmops.plan.outlook import outlook
    from smmops.render.approve import paper_text
    from smmops.render.preview import preview_text
    from smmops.render.shown import preview
    from smmops.rules.view import View
    from smmops.store.signing import fingerprint

    sheet = page(session, both.settings.language)
    view = View(both.head.workspace, both.head.tree, datetime.now(UTC))
    posts = []
    for post in paper.posts:
        outlooks = {v.channel: outlook(both.head.workspace, (), v) for v in post.variants}
        posts.append(preview_text(preview(post, view, outlooks=outlooks), sheet))
    before, after = both.main.tree, both.head.tree
    texts = {
        path: (before.read(path) if state == "changed" else None, after.read(path))
        for path, state in paper.files.items()
        if path in paper.others and state != "same"
    }
    return "\n".join(
        [*posts, paper_text(paper.files, texts, by=(pen.signer, fingerprint(pen.key)), page=sheet)]
    )


def _agreed(session: Session, pen: "Pen") -> bool:
    if not sys.stdin.isatty():
        session.note("nothing was signed: there is nobody to ask\n  fix: look at the above, then add --yes")
        return False
    if click.confirm(f"Sign this as {pen.signer}?", default=False, err=True):
        return True
    session.note("nothing was signed")
    return False


def _signed(keygen: Any, paper: "Paper", pen: "Pen") -> str:
    """The signature, proven at once with the key that was meant."""
    import tempfile
    from pathlib import Path

    from smmops.model.message import msg
    from smmops.model.problem import SmmopsError
    from smmops.model.signing import Question

    if pen.file is not None:
        armor = keygen.sign(pen.file, paper.said)
    else:
        with tempfile.TemporaryDirectory(prefix="smmops-") as folder:
            file = Path(folder, "key.pub")
            file.write_text(pen.public + "\n", encoding="utf-8")
            armor = keygen.sign(file, paper.said)
    line = f"{pen.signer} {pen.public}"
    proven = keygen(Question(pen.signer, (line,), paper.said, armor, (paper.statement.at,)))
    if proven.why is not None:
        raise SmmopsError(
            msg("the signature does not hold: {why}", why=proven.why),
            msg("nothing was written; try again, or name another key with --key"),
            exit_code=exits.PROBLEMS,
        )
    return paper.said + str(armor)


def _kept(top: Any, folder: str, paper: "Paper", text: str) -> str:
    from smmops.jobs.files import made

    path = f"{folder}/{paper.path}" if folder else paper.path
    made(top, path, text.encode())
    return path


def _facts(paper: "Paper", pen: "Pen") -> dict[str, Any]:
    from smmops.store.signing import fingerprint

    return {
        "format_version": "1.0",
        "signer": pen.signer,
        "key": fingerprint(pen.key),
        "posts": [post.id for post in paper.posts],
        "files": [
            {"path": one.path, "blob": one.blob, "is": paper.files[one.path]} for one in paper.statement.files
        ],
    }


def _next(path: str, main: str, remote: str) -> str:
    branch = path.rpartition("/")[2].removesuffix(".sig")
    return (
        f"signed: {path}\n"
        "next: bring it to main on a branch of its own; nobody has to approve it\n"
        f"  git switch -c sign-{branch} {remote}/{main}\n"
        f"  git add {path} && git commit -m 'sign {branch}'\n"
        "  git push -u origin HEAD"
    )
