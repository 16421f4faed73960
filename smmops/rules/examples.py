"""The ordinary workspace that a rule's examples are laid over."""

from collections.abc import Mapping

from smmops.media.sample import sample_bytes
from smmops.rules.rule import Example

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: local}
mentions: {olivia-cafe: {name: Olivia Café, bluesky: olivia.example}}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}
  mastodon-acme: {network: mastodon, handle: acme@social.example, server: https://social.example}
  x-acme: {network: x, handle: acmecoffee}
  linkedin-acme: {network: linkedin, handle: acme-coffee, account: "urn:li:organization:5515715"}
  facebook-acme: {network: facebook, handle: acmecoffee, account: "104857600000001"}
  instagram-acme: {network: instagram, handle: acme.coffee, account: "17841400000000001"}
  youtube-acme: {network: youtube, handle: "@acmecoffee", account: UCacmecoffee0000000000AA}
  threads-acme: {network: threads, handle: acme.coffee, account: "17841400000000002", status: claimed}
"""
TEAM = """\
members:
  - {id: mina, name: Mina Park, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, name: Juno Álvarez, git_emails: [juno@acme.example], roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**", "personas/**"]}}
"""


def laid_out(example: Example) -> Mapping[str, bytes]:
    """The files of the ordinary workspace with those of an example over them.

    `smmops.yaml+` is added at the end of smmops.yaml, `smmops.yaml+channels` as further channels.
    """
    files: dict[str, bytes] = {"smmops.yaml": SETTINGS.encode(), "team.yaml": TEAM.encode()}
    for path, content in example.files.items():
        if path in ("smmops.yaml+", "smmops.yaml+channels"):
            files["smmops.yaml"] += str(content).encode()
        elif content is None:
            files.pop(path, None)
        else:
            files[path] = content.encode() if isinstance(content, str) else sample_bytes(content)
    return files
