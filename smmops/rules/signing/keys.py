"""The keys of a workspace, and those of the examples."""

from smmops.model.signing import REVOKED, SIGNERS, RevokedKeys, SignerKey, Signers
from smmops.rules.view import View
from smmops.store.signing import fingerprint

MINAS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHvfWeANoLp2gIxSJd3Brcj5ptTLE2CZV4TPGpfvbdCJ"
JUNOS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP3QtlYc9vU1h6c2ZEUZQAhWd6Qf2qsTnKjOvIJFqkiP"
"""Public keys of two members; nobody has the private ones any more."""
LINES = f"""\
mina namespaces="smmops-approval" {MINAS}
juno namespaces="smmops-approval" {JUNOS}
"""


def signers(view: View) -> tuple[SignerKey, ...]:
    """Every line of allowed_signers that is read."""
    found = view.document(view.path(SIGNERS))
    return found.front.keys if found and isinstance(found.front, Signers) else ()


def alive(view: View) -> tuple[SignerKey, ...]:
    """Those whose key one person has, and nobody revoked."""
    revoked = view.document(view.path(REVOKED))
    dead = set(revoked.front.keys) if revoked and isinstance(revoked.front, RevokedKeys) else set()
    lines = signers(view)
    people: dict[str, set[str]] = {}
    for line in lines:
        people.setdefault(line.key, set()).update(line.who)
    return tuple(
        line
        for line in lines
        if len(people[line.key]) == 1 and dead.isdisjoint((line.key, fingerprint(line.key)))
    )
