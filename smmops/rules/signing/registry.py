"""Rules about keys that approve."""

from smmops.rules.rule import Rule
from smmops.rules.signing import signer_twice, signer_unknown, signers_few

SIGNING: tuple[Rule, ...] = (signer_unknown.RULE, signer_twice.RULE, signers_few.RULE)
