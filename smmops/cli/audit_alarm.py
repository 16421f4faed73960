"""`smmops audit --alarm`: what the daily workflow says on the forge."""

from smmops.cli import exits
from smmops.cli.session import Session
from smmops.cli.world import Ground
from smmops.jobs.audit.alarm import LABEL, MARKER, TITLE, alarm_of, told
from smmops.model.audit import Audit
from smmops.words.escape import terminal

SCHEDULED = ("smmops-publish.yml", "smmops-audit.yml")
"""The workflows whose schedules are kept on."""


def rung(session: Session, stands: Ground, audit: Audit) -> int:
    """Opens, mends or closes the issue, and keeps schedules on. 1 while it rings; SmmopsError where the forge refuses."""
    alarm = alarm_of(audit)
    text = told(alarm, audit)
    if alarm.rings:
        session.note(terminal(text, lines=True))
    asking = getattr(stands.world.forge, "asking", None)
    if asking is None:
        session.note("this forge has no issues: the alarm is said here alone")
        return exits.PROBLEMS if alarm.rings else exits.FINE
    from smmops.forge.github.alarm import keep_on
    from smmops.forge.github.talk import Talk

    stands.world.forge.now()
    stands.world.forge.ready()
    for failed in keep_on(asking, SCHEDULED):
        session.note(terminal(f"a schedule could not be kept on: {failed}"))
    talk = Talk(asking)
    if not alarm.rings:
        if talk.close(marker=MARKER, label=LABEL):
            session.note("all is well again: the alarm's issue was closed")
        return exits.FINE
    said = talk.report(TITLE, text, marker=MARKER, label=LABEL)
    session.note(terminal(f"the alarm stands at {said.url}"))
    return exits.PROBLEMS
