"""Rules about playbooks and moderation."""

from smmops.rules.community import (
    drill_old,
    moderation_torn,
    moderation_unowned,
    playbook_lacking,
    playbook_people,
    playbook_thin,
    playbook_twice,
    severity_order,
)
from smmops.rules.rule import Rule

COMMUNITY: tuple[Rule, ...] = (
    playbook_people.RULE,
    playbook_lacking.RULE,
    playbook_twice.RULE,
    severity_order.RULE,
    playbook_thin.RULE,
    drill_old.RULE,
    moderation_torn.RULE,
    moderation_unowned.RULE,
)
