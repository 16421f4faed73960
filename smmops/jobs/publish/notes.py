"""Entries without a call: held, missed, cancelled, asked, removal needed."""

from smmops.jobs.publish.shift import Shift
from smmops.model.entry import Entry
from smmops.model.state import State
from smmops.plan.scene import Note


def written_note(shift: Shift, note: Note) -> Entry:
    """The entry of a decision that calls nobody."""
    record, variant = note.record, note.variant
    at = variant.publish_at if variant else (record.last.publish_at if record.last else None)
    return Entry(
        key=note.key,
        state=State(note.state),
        number=0,
        at=shift.now(),
        actor=shift.world.actor,
        run=shift.world.run,
        nonce=shift.world.nonce(),
        main=shift.desk.commit,
        blobs=note.post.blobs if note.post else (),
        publish_at=at,
        due_at=at,
        payload_sha256=note.digest or None,
        text_sha256=note.text or None,
        class_=note.class_,
        steps=record.steps,
        reason=note.reason.fill(),
    )
