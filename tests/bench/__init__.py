"""The engine against plain dicts and lambdas. Run by `python -m tests.bench`."""
