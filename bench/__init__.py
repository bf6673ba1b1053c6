"""The measures: `python -m bench TASK [--data DIR] [--split NAME] [--json]`."""

import os

for _library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # before numpy is loaded: figures are those of one core
    os.environ.setdefault(_library, "1")
