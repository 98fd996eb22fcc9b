"""Every error the project raises on purpose.

    AskReportError
    ├── InputError              something the user gave is unusable
    │   ├── UnreadableFile      a file that is missing, empty, binary, damaged, too large
    │   ├── UnknownReport       a report id that the library does not hold
    │   ├── BadQuestion         an empty or over-long question
    │   └── BadCorrection       metadata that a report cannot have
    ├── LibraryError            the library cannot be used as it is
    │   └── ModelMismatch       it was built with another embedding model
    └── ModelError              the embedding model cannot be loaded

A message says what was wrong, with the value, and what to do, in Chinese: it is shown to users as it is.
Code that is not at the edge (command line, page) never catches these to print them.
"""


class AskReportError(Exception):
    """Base of all errors whose message is meant for the user."""


class InputError(AskReportError):
    """Something the user gave is unusable."""


class UnreadableFile(InputError):
    """A file is missing, empty, binary, damaged or too large to be a report."""


class UnknownReport(InputError):
    """A report id that the library does not hold."""


class BadQuestion(InputError):
    """A question is empty or too long to be one."""


class BadCorrection(InputError):
    """A name or value that is no metadata of a report."""


class LibraryError(AskReportError):
    """The library cannot be used as it is."""


class ModelMismatch(LibraryError):
    """The library was built with another embedding model than the one in use."""


class ModelError(AskReportError):
    """The embedding model cannot be loaded."""


def unknown_report(report_id: str) -> UnknownReport:
    return UnknownReport(
        f"资料库中没有编号为 {report_id[:40]!r} 的报告。用 python -m index list 查看现有报告。"
    )
