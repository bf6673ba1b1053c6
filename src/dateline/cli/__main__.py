"""Run the command line as `python -m dateline.cli`."""

from dateline.cli.commands import main

main()
