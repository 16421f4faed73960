"""The bulk files of other tools: which columns they have, how they write days, how many rows they take.

What is marked as sure was read in the tool's own help or in files made for it; the rest are names that people use in
these files, taken as they are most likely meant. docs/moving.md has the same table for people.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool's file. `columns` maps a header cell (lower case, blanks for `_`) to a column of ours.

    `order` is how its days are read where they do not begin with the year: "" asks the person. `headless` are the
    columns of a file without a header. `most` is how many rows the tool itself takes.
    """

    id: str
    name: str
    columns: Mapping[str, str]
    unsure: Mapping[str, str]
    most: int | None = None
    headless: tuple[str, ...] = ()
    source: str = ""

    def column(self, written: str) -> str | None:
        """Our column for a header cell."""
        head = " ".join(written.replace("_", " ").split()).casefold()
        return self.columns.get(head) or self.unsure.get(head)


HOOTSUITE = Tool(
    id="hootsuite",
    name="Hootsuite",
    columns={"date": "publish_at", "message": "text", "link": "link"},
    unsure={
        "date and time": "publish_at",
        "date & time": "publish_at",
        "scheduled date": "publish_at",
        "time": "time",
        "text": "text",
        "url": "link",
        "image": "images",
        "image url": "images",
        "image urls": "images",
        "video": "images",
        "video url": "images",
        "tags": "labels",
    },
    most=350,
    headless=("date", "message", "link", "image url"),
    source="users' guides to the bulk message uploader: three cells a row, no header, mm/dd/yyyy hh:mm or another "
    "form that is chosen when it is uploaded (checked 2026-11-25); the fourth cell is not confirmed",
)
SPROUT = Tool(
    id="sprout",
    name="Sprout Social",
    columns={"date": "date", "time 24hr": "time", "message text": "text"},
    unsure={
        "image url": "images",
        "image urls": "images",
        "picture": "images",
        "video url": "images",
        "link": "link",
        "link url": "link",
        "tags": "labels",
        "tag": "labels",
    },
    most=350,
    source="support.sproutsocial.com, How do I use bulk scheduling (checked 2026-11-25): date, time_24hr, message_text; "
    "days as dd/mm/yyyy or mm/dd/yyyy by a setting; the names of the columns for links, pictures and tags are not confirmed",
)
AGORAPULSE = Tool(
    id="agorapulse",
    name="Agorapulse",
    columns={"post content": "text", "post link": "link", "video url": "images", "image url": "images"},
    unsure={
        "date": "date",
        "time": "time",
        "date time": "publish_at",
        "publish date": "publish_at",
        "publishing date": "publish_at",
        "scheduled at": "publish_at",
        "schedule date": "publish_at",
        "label": "labels",
        "labels": "labels",
        "first comment": "first_comment",
    },
    source="support.agorapulse.com, article 8774056 (checked 2026-11-25): post_content, post_link, video_url, image_url; "
    "the names of the columns for times and labels are not confirmed",
)
BUFFER = Tool(
    id="buffer",
    name="Buffer",
    columns={
        "text": "text",
        "image url": "images",
        "tags": "labels",
        "posting time": "publish_at",
        "board name": "board",
    },
    unsure={"link": "link", "video url": "images", "alt text": "alt", "image alt text": "alt"},
    source="files made for support.buffer.com article 926 (checked 2026-11-25): Text, Image URL, Tags, "
    "Posting Time as YYYY-MM-DD HH:mm, Board Name for Pinterest",
)
TOOLS: Mapping[str, Tool] = {tool.id: tool for tool in (HOOTSUITE, SPROUT, AGORAPULSE, BUFFER)}
