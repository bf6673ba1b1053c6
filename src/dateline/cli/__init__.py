"""The command line, a file for each family of commands; `commands` puts them together."""

from dateline.cli.commands import app, main

__all__ = ["app", "main"]
