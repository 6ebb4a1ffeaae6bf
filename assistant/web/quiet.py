"""Logs that carry no answers: what happened and where, never what was said."""

from __future__ import annotations

import logging
import traceback

LOG = logging.getLogger("waypost")


def silent(name: str) -> logging.Logger:
    """A logger that says nothing: socketio and engineio log what people send."""
    logger = logging.getLogger(f"waypost.silent.{name}")
    logger.disabled = True
    return logger


def log_fault(what: str, error: BaseException) -> None:
    """Log a fault with its kind and place. Its message may hold an answer and is left out."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    LOG.error("%s: %s at %s", what, type(error).__name__, where)
