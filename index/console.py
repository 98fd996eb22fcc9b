"""What the command lines share: printing, and how a user's mistake ends."""

import sys

import typer
from rich.console import Console

from .errors import AskReportError

_OUT = Console(highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Print a text as it is."""
    _OUT.print(text, markup=False)


def run(app: typer.Typer) -> None:
    """Run a command line; a mistake of the user's ends in a message and exit code 1."""
    try:
        app()
    except AskReportError as error:
        print(f"错误：{error}", file=sys.stderr)
        raise SystemExit(1) from None
