"""The base of every record: frozen, closed, compared by value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; a field that the model does not know is refused, not ignored.

    ``regex_engine`` stays pydantic's own, in which ``$`` matches only at the very end of the text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)
