"""The base of every typed value that crosses a file, a branch or a layer."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value that refuses unknown fields.

    `defer_build` leaves the building of validators to the first use: start-up is a feature.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)
