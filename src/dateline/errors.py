"""The errors that Dateline raises on purpose.

DatelineError
├── PageError        one page cannot be read; the pipeline keeps it as skipped and goes on
├── ResourceError    a file under resources/ or a user's codebook is wrong; names file and line
├── ModelError       the language model is missing or will not load
├── LedgerError      the ledger is locked, too new or not a ledger
└── UsageError       what was asked for cannot be done as asked (an unknown event, a malformed filter)

A message says what happened, to which input, and what to do next. Any other exception is a bug.
"""


class DatelineError(Exception):
    """The root of all errors raised on purpose."""


class PageError(DatelineError):
    """One page cannot be read; the rest of the work goes on."""

    def __init__(self, name: str, reason: str, *, stage: str = "read") -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason, self.stage = name, reason, stage


class ResourceError(DatelineError):
    """A data file is wrong."""


class ModelError(DatelineError):
    """The language model is missing or will not load."""


class LedgerError(DatelineError):
    """The ledger cannot be opened or written."""


class UsageError(DatelineError):
    """A request that cannot be met as it was made."""
