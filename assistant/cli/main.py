"""Which command, with which words; and one line, never a traceback, when something is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.cases.packs import DEFAULT_DATA, DEFAULT_PACK
from assistant.flow.problems import PackProblems, Unreadable

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command. The exit code: 0 well, 1 it found something wrong, 2 it could not begin."""
    words = _parser().parse_args(arguments)
    command: Command = words.command
    try:
        return command(words)
    except Unreadable as error:
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Waypost: what to do when a child may be missing, exploited or trafficked.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    pack = argparse.ArgumentParser(add_help=False)
    pack.add_argument("--pack", type=Path, default=DEFAULT_PACK, help="the pack's folder")

    serve = commands.add_parser("serve", help="serve the assistant to browsers", parents=[pack])
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=5000)
    serve.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")
    serve.set_defaults(command=_serve)

    consult = commands.add_parser(
        "consult", help="hold the conversation from a case file", parents=[pack]
    )
    consult.add_argument("cases", nargs="+", metavar="CASE.yaml")
    consult.add_argument("--json", action="store_true", help="one JSON object a case, one a line")
    consult.add_argument("--check", action="store_true", help="compare each with its `expect`")
    consult.set_defaults(command=_consult)

    dates = commands.add_parser(
        "calendar", help="what is due in a case file, for a calendar", parents=[pack]
    )
    dates.add_argument("case", type=Path, metavar="CASE.yaml")
    dates.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics to write")
    dates.set_defaults(command=_calendar)

    chat = commands.add_parser("chat", help="hold the conversation here", parents=[pack])
    chat.set_defaults(command=_chat)

    check = commands.add_parser("check", help="is the pack right, over all cases")
    check.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    check.add_argument("--cover", type=Path, metavar="DIR", help="write covering cases to DIR")
    check.set_defaults(command=_check)

    draw = commands.add_parser("map", help="draw the flow")
    draw.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    draw.add_argument("--out", type=Path, metavar="DIR", help="write map.mmd and map.svg to DIR")
    draw.set_defaults(command=_map)
    return parser


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535")


# Each command is imported when it is wanted: a consultation needs no web server.
def _serve(words: argparse.Namespace) -> int:
    from assistant.web.serve import serve

    return serve(words.host, words.port, words.data, words.pack)


def _consult(words: argparse.Namespace) -> int:
    from assistant.cli.consult import check_cases, print_cases

    if words.check:
        return check_cases(words.pack, words.cases, as_json=words.json)
    return print_cases(words.pack, words.cases, as_json=words.json)


def _calendar(words: argparse.Namespace) -> int:
    from assistant.cli.calendar import write_calendar

    return write_calendar(words.pack, words.case, words.out)


def _chat(words: argparse.Namespace) -> int:
    from assistant.cli.chat import chat

    return chat(words.pack)


def _check(words: argparse.Namespace) -> int:
    from assistant.cli.check import check

    return check(words.folder, words.cover)


def _map(words: argparse.Namespace) -> int:
    from assistant.cli.map import write_map

    return write_map(words.folder, words.out)
