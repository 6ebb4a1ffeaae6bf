"""The command line. `main` is what run.py calls."""

from assistant.cli.main import main

__all__ = ["main"]
