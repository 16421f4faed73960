"""The code about files of ssh-keygen: SMM149."""

from smmops.rules.reading.words import Reading
from smmops.rules.rule import in_file

SIGNING = (
    Reading(
        "SMM149",
        "allowed_signers, revoked_keys and signatures are in the form of ssh-keygen",
        "A line that is not understood might be the one that takes a key away, so that nothing counts until it is mended.",
        in_file("allowed_signers", "mina my-green-key\n"),
        in_file(
            "allowed_signers",
            'mina namespaces="smmops-approval",valid-before="20271231" '
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHvfWeANoLp2gIxSJd3Brcj5ptTLE2CZV4TPGpfvbdCJ\n",
        ),
    ),
)
