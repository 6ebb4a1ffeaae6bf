"""The practitioner's own words."""

import os

# A text is read in a millisecond by one thread; the libraries would spend ten on waking others.
# They read this once, when they are first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
