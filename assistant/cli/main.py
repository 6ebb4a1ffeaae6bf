"""Which command, with which words; and one line, never a traceback, when something is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.cases.packs import DEFAULT_DATA, DEFAULT_PACK, Over
from assistant.flow.problems import FileProblems, PackProblems, Unreadable

MOST_PROXIES = 10

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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Waypost: what to do when a child may be missing, exploited or trafficked.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    guide = argparse.ArgumentParser(add_help=False)
    guide.add_argument("--pack", type=Path, default=DEFAULT_PACK, help="the pack's folder")
    pack = argparse.ArgumentParser(add_help=False, parents=[guide])
    pack.add_argument(
        "--contacts", type=Path, metavar="FILE", help="your service's own contacts, over the pack's"
    )

    since = argparse.ArgumentParser(add_help=False)
    since.add_argument("--since", type=Path, metavar="FILE", help="your own since.yaml, over it")
    since.add_argument("--no-since", action="store_true", help="leave out what has changed since")

    serve = commands.add_parser(
        "serve", help="serve the assistant to browsers", parents=[pack, since]
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=5000)
    serve.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")
    serve.add_argument(
        "--behind",
        type=_proxies,
        default=0,
        metavar="N",
        help="how many proxies of your own stand before it",
    )
    serve.set_defaults(command=_serve)

    consult = commands.add_parser(
        "consult", help="hold the conversation from a case file", parents=[pack, since]
    )
    consult.add_argument("cases", nargs="+", metavar="CASE.yaml")
    consult.add_argument("--json", action="store_true", help="one JSON object a case, one a line")
    consult.add_argument("--check", action="store_true", help="compare each with its `expect`")
    consult.set_defaults(command=_consult)

    chat = commands.add_parser("chat", help="hold the conversation here", parents=[pack, since])
    chat.add_argument("--data", type=Path, default=DEFAULT_DATA, help="where your documents are")
    chat.set_defaults(command=_chat)

    dates = commands.add_parser(
        "calendar", help="what is due in a case file, for a calendar", parents=[pack, since]
    )
    dates.add_argument("case", type=Path, metavar="CASE.yaml")
    dates.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics to write")
    dates.set_defaults(command=_calendar)

    contacts = commands.add_parser(
        "contacts", help="who answers, and what is stale or missing", parents=[pack, since]
    )
    contacts.add_argument("--area", help="only this area")
    contacts.add_argument("--at", metavar="TIME", help="a time such as 2026-11-23T21:05, for now")
    contacts.set_defaults(command=_contacts)

    document = commands.add_parser(
        "document", help="make a paper of a case file", parents=[pack, since]
    )
    document.add_argument("case", metavar="CASE.yaml")
    document.add_argument("--kind", required=True, help="record, plan, referral, seraf, ...")
    document.add_argument("--format", choices=("pdf", "docx", "html", "text"), default="pdf")
    document.add_argument("--out", type=Path, required=True, metavar="FILE")
    document.set_defaults(command=_document)

    own = commands.add_parser(
        "suggest", help="which indicators a text in your own words may mean", parents=[guide]
    )
    own.add_argument("text", metavar="TEXT", help="what was noticed; - for a text a line")
    own.add_argument("--json", action="store_true", help="as a JSON array")
    own.set_defaults(command=_suggest)

    paper = commands.add_parser("paper", help="the whole pack as a booklet", parents=[pack, since])
    paper.add_argument("--format", choices=("pdf", "html"), default="pdf")
    paper.add_argument("--out", type=Path, metavar="FILE", help="met-2013.pdf where left out")
    paper.set_defaults(command=_paper)

    check = commands.add_parser("check", help="is the pack right, over all cases")
    check.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    check.add_argument("--cover", type=Path, metavar="DIR", help="write covering cases to DIR")
    check.add_argument("--since", type=Path, metavar="FILE", help="your own since.yaml, over it")
    check.set_defaults(command=_check)

    draw = commands.add_parser("map", help="draw the flow")
    draw.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    draw.add_argument("--out", type=Path, metavar="DIR", help="write map.mmd and map.svg to DIR")
    draw.set_defaults(command=_map)
    _add_case(commands, guide)
    _add_ask(commands, [pack, since])
    return parser


def _add_case(commands: Any, guide: argparse.ArgumentParser) -> None:
    """`case export|import|delete`."""
    case = commands.add_parser("case", help="a case as a file; a file as a case; the end of a case")
    actions = case.add_subparsers(title="what to do", metavar="ACTION", required=True)
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")
    code = argparse.ArgumentParser(add_help=False)
    code.add_argument("code", metavar="CODE", help="the code of the case; - to read it from a pipe")

    out = actions.add_parser("export", help="write a case to a file", parents=[code, data, guide])
    out.add_argument("--out", type=Path, metavar="FILE", help="a new file; else it is printed")
    out.add_argument("--format", choices=("json", "md", "markdown"), default="json")
    out.add_argument("--no-pack", action="store_true", help="leave out the texts of its guide")
    out.set_defaults(command=_case_export)

    into = actions.add_parser("import", help="take in an exported case", parents=[data, guide])
    into.add_argument("file", metavar="FILE", help="a file of JSON; - for standard input")
    into.add_argument("--again", action="store_true", help="also where this case is here already")
    into.set_defaults(command=_case_import)

    end = actions.add_parser("delete", help="delete a case for good", parents=[code, data])
    end.add_argument("--yes", action="store_true", help="do not ask")
    end.set_defaults(command=_case_delete)


def _add_ask(commands: Any, over: list[argparse.ArgumentParser]) -> None:
    """`ask`, and `library add|list|remove`."""
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")

    ask = commands.add_parser("ask", help="ask the protocol a question", parents=[*over, data])
    ask.add_argument("text", metavar="TEXT", help="the question, in quotation marks")
    ask.add_argument("--area", help="where the child is: the number for that area is shown")
    ask.add_argument("--json", action="store_true", help="one JSON object")
    ask.set_defaults(command=_ask)

    library = commands.add_parser("library", help="your service's own documents, to ask as well")
    actions = library.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="put a document in", parents=[data])
    add.add_argument("file", type=Path, metavar="FILE", help="a text file, a PDF or a .docx")
    add.add_argument("--title", help="what it is called; the name of the file where left out")
    add.set_defaults(command=_library_add)
    show = actions.add_parser("list", help="what has been put in", parents=[data])
    show.set_defaults(command=_library_list)
    out = actions.add_parser("remove", help="take a document out", parents=[data])
    out.add_argument("number", type=int, metavar="ID", help="its number in the list")
    out.set_defaults(command=_library_remove)


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535")


def _proxies(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= MOST_PROXIES:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"{text!r} is no number of proxies: a number from 0 to {MOST_PROXIES}"
    )


def _over(words: argparse.Namespace) -> Over:
    return Over(words.contacts, words.since, words.no_since)


# Each command is imported when it is wanted: a consultation needs no web server.
def _serve(words: argparse.Namespace) -> int:
    from assistant.web.serve import serve

    over = _over(words)
    return serve(words.host, words.port, words.data, words.pack, over, words.behind)


def _consult(words: argparse.Namespace) -> int:
    from assistant.cli.consult import check_cases, print_cases

    run = check_cases if words.check else print_cases
    return run(words.pack, words.cases, as_json=words.json, over=_over(words))


def _calendar(words: argparse.Namespace) -> int:
    from assistant.cli.calendar import write_calendar

    return write_calendar(words.pack, words.case, words.out, _over(words))


def _chat(words: argparse.Namespace) -> int:
    from assistant.cli.chat import chat

    return chat(words.pack, _over(words), words.data)


def _contacts(words: argparse.Namespace) -> int:
    from assistant.cli.contacts import list_contacts

    return list_contacts(words.pack, _over(words), words.area, words.at)


def _document(words: argparse.Namespace) -> int:
    from assistant.cli.document import write_document

    return write_document(words.pack, words.case, words.kind, words.format, words.out, _over(words))


def _paper(words: argparse.Namespace) -> int:
    from assistant.cli.paper import write_paper

    return write_paper(words.pack, words.format, words.out, _over(words))


def _suggest(words: argparse.Namespace) -> int:
    from assistant.cli.suggest import suggest

    return suggest(words.pack, words.text, as_json=words.json)


def _check(words: argparse.Namespace) -> int:
    from assistant.cli.check import check

    return check(words.folder, words.cover, own_since=words.since)


def _case_export(words: argparse.Namespace) -> int:
    from assistant.cli.case import export

    return export(
        words.code,
        words.data,
        words.pack,
        words.out,
        words.format,
        with_pack=not words.no_pack,
    )


def _case_import(words: argparse.Namespace) -> int:
    from assistant.cli.case import take_in

    return take_in(words.file, words.data, words.pack, again=words.again)


def _case_delete(words: argparse.Namespace) -> int:
    from assistant.cli.case import delete

    return delete(words.code, words.data, sure=words.yes)


def _ask(words: argparse.Namespace) -> int:
    from assistant.cli.ask import ask

    over = _over(words)
    return ask(words.pack, over, words.data, words.text, words.area, as_json=words.json)


def _library_add(words: argparse.Namespace) -> int:
    from assistant.cli.library import add

    return add(words.data, words.file, words.title)


def _library_list(words: argparse.Namespace) -> int:
    from assistant.cli.library import show

    return show(words.data)


def _library_remove(words: argparse.Namespace) -> int:
    from assistant.cli.library import remove

    return remove(words.data, words.number)


def _map(words: argparse.Namespace) -> int:
    from assistant.cli.map import write_map

    return write_map(words.folder, words.out)
