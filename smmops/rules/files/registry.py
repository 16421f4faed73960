"""Rules about small files and what they name."""

from smmops.rules.files import (
    brand_twice,
    campaign_unread,
    channel_unread,
    feedback_unanswered,
    ground_missing,
    idea_unplaced,
    network_unread,
    persona_unread,
    personal_data,
    post_unread,
    promotion_untracked,
    review_outdated,
    right_unfit,
    staff_text,
    task_adrift,
    task_overdue,
    unknown_goal,
    unknown_member,
)
from smmops.rules.rule import Rule

FILES: tuple[Rule, ...] = (
    unknown_member.RULE,
    unknown_goal.RULE,
    brand_twice.RULE,
    persona_unread.RULE,
    channel_unread.RULE,
    network_unread.RULE,
    idea_unplaced.RULE,
    post_unread.RULE,
    review_outdated.RULE,
    ground_missing.RULE,
    task_adrift.RULE,
    task_overdue.RULE,
    promotion_untracked.RULE,
    campaign_unread.RULE,
    right_unfit.RULE,
    personal_data.RULE,
    staff_text.RULE,
    feedback_unanswered.RULE,
)
