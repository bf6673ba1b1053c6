"""The measures: `python -m bench TASK [--data DIR] [--split NAME] [--json]`."""
