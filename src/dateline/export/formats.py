"""The forms in which the whole record is written: one line each, what `dateline export --to` may be asked for.

In: `Event`s and a stream. Out: a file of the form, and how many events it could not tell. Our own JSON is in `record`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO

from dateline.export.colt import write_trips
from dateline.export.csv import write_events
from dateline.export.ftm import write_ftm
from dateline.export.gdelt import write_gdelt, write_gdelt_mentions
from dateline.export.ical import write_ical
from dateline.export.plover import write_plover
from dateline.export.polecat import write_icews, write_polecat
from dateline.model.record import Event


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: how it is written, the ending of its files and their media type."""

    write: Callable[[Iterable[Event], TextIO], int]
    ending: str
    media: str


FORMS: Mapping[str, Form] = {
    "csv": Form(write_events, "csv", "text/csv"),
    "colt": Form(write_trips, "csv", "text/csv"),
    "polecat": Form(write_polecat, "tsv", "text/tab-separated-values"),
    "plover": Form(write_plover, "jsonl", "application/jsonl"),
    "gdelt": Form(write_gdelt, "csv", "text/tab-separated-values"),
    "gdelt-mentions": Form(write_gdelt_mentions, "csv", "text/tab-separated-values"),
    "icews": Form(write_icews, "tab", "text/tab-separated-values"),
    "ftm": Form(write_ftm, "jsonl", "application/jsonl"),
    "ical": Form(write_ical, "ics", "text/calendar"),
}
