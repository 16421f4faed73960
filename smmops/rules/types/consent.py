"""Whether somebody who is shown or quoted said yes."""

from smmops.model.files_post import PostFile
from smmops.model.files_small import Rights
from smmops.rules.view import View


def agreed(front: PostFile, view: View) -> bool:
    """Whether every image and film names a right, or a text without any names one under `proof:`."""
    shown = [item for item in front.media if not item.decorative]
    if shown:
        return all(item.rights for item in shown)
    found = view.document(view.path("rights.yaml"))
    known = found.front.rights if found and isinstance(found.front, Rights) else {}
    return any(name in known for name in front.proof)
