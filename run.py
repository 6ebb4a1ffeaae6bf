"""Waypost's one command: serve, consult, chat, check, map, case."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN_PYTHON = HERE / ".venv" / "bin" / "python"


def start() -> int:
    """Run the command; with Waypost's own Python where this one lacks what Waypost needs."""
    sys.path.insert(0, str(HERE))
    try:
        from assistant.cli import main
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "assistant":
            raise
        if OWN_PYTHON.exists() and Path(sys.prefix) != OWN_PYTHON.parent.parent:
            os.execv(OWN_PYTHON, [str(OWN_PYTHON), *sys.argv])
        print(f"Waypost needs the package {missing.name}: run `make setup` first.", file=sys.stderr)
        return 2
    return main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(start())
