"""One command is run; and one line, never a traceback, when something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from assistant.cli.arguments import parser
from assistant.cli.commands import Command
from assistant.flow.problems import FileProblems, PackProblems, Unreadable


def main(arguments: Sequence[str]) -> int:
    """Run one command. The exit code: 0 well, 1 it found something wrong, 2 it could not begin."""
    words = parser().parse_args(arguments)
    command: Command = words.command
    try:
        return command(words)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    except FileProblems as error:
        print(error, file=sys.stderr)
        return 2
    except PackProblems as error:
        print(error, file=sys.stderr)
        print("The pack has errors: `run.py check` lists them all.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has gone; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
