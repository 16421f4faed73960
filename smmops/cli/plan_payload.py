"""`smmops plan --payload POST`: exactly what a post sends, from the files on the disk."""

import json
from pathlib import PurePosixPath

import click

from smmops.cli import exits
from smmops.cli.session import Session, json_text
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import SmmopsError
from smmops.model.workspace import Workspace


def payloads(session: Session, name: str, channels: tuple[str, ...]) -> int:
    """Prints the payload of each channel of a post, and its digest."""
    from smmops.cli.workspace import opened
    from smmops.compose.payload import canonical, compose, digest

    workspace, tree = opened(session)
    post = _post(workspace, name)
    settings = workspace.settings
    assert settings is not None
    elsewhere = sorted(set(channels) - {variant.channel for variant in post.variants})
    if elsewhere:
        raise click.BadParameter(f"{post.id} does not go to {', '.join(elsewhere)}", param_hint="--channel")
    rows = []
    for variant in post.variants:
        if channels and variant.channel not in channels:
            continue
        sent = compose(
            post, variant, settings=settings, digest_of=lambda file: file.sha256 or tree.sha256(file.path)
        )
        key = f"{settings.id}/{post.id}.{variant.channel}"
        rows.append({"key": key, "payload_sha256": digest(sent), "payload": json.loads(canonical(sent))})
    facts = {"schema": "smmops.payloads/1", "payloads": rows}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    for row in rows:
        session.show(f"{row['key']}  sha256 {row['payload_sha256']}")
        session.show(json_text(row["payload"]))
    return exits.FINE


def _post(workspace: Workspace, name: str) -> Post:
    """The post of that id or path; SmmopsError that says why there is none."""
    post_id = PurePosixPath(name).stem if name.endswith(".md") else name
    if workspace.settings is None or post_id in workspace.broken:
        path = workspace.broken.get(post_id, "smmops.yaml")
        raise SmmopsError(
            msg("{post} cannot be composed: {path} has errors", post=post_id, path=path),
            msg("run `smmops check` and mend what it names"),
            exit_code=exits.PROBLEMS,
        )
    if post_id not in workspace.posts:
        from difflib import get_close_matches

        near = get_close_matches(post_id, list(workspace.posts), n=1)
        hint = (
            msg("did you mean {near}", near=near[0])
            if near
            else msg("give the stem of a file below content/")
        )
        raise SmmopsError(msg("there is no post {post}", post=post_id), hint, exit_code=exits.USAGE)
    return workspace.posts[post_id]
