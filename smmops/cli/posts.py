"""Posts as they are named on the command line."""

from pathlib import PurePosixPath

from smmops.cli import exits
from smmops.cli.session import Session
from smmops.cli.workspace import opened
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import SmmopsError
from smmops.model.workspace import Workspace


def usable(session: Session) -> tuple[Workspace, Tree]:
    """The workspace on the disk and its tree; SmmopsError (1) where its smmops.yaml cannot be used."""
    workspace, tree = opened(session)
    if workspace.settings is None:
        raise SmmopsError(
            msg("the smmops.yaml of {folder} cannot be used", folder=str(session.folder)),
            msg("run `smmops check` and mend what it names, or name the brand's folder with -C"),
            exit_code=exits.PROBLEMS,
        )
    return workspace, tree


def named(workspace: Workspace, name: str) -> Post:
    """The post of that id or path; SmmopsError that says why there is none."""
    post_id = PurePosixPath(name).stem if name.endswith(".md") else name
    if post_id in workspace.posts:
        return workspace.posts[post_id]
    if post_id in workspace.broken:
        path = workspace.broken[post_id]
        raise SmmopsError(
            msg("{post} cannot be read: {path} has errors", post=post_id, path=path),
            msg("run `smmops check` and mend what it names"),
            exit_code=exits.PROBLEMS,
        )
    from difflib import get_close_matches

    near = get_close_matches(post_id, list(workspace.posts), n=1)
    hint = msg("did you mean {near}", near=near[0]) if near else msg("give the stem of a file below content/")
    raise SmmopsError(msg("there is no post {post}", post=post_id), hint, exit_code=exits.USAGE)
