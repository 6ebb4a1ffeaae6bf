"""The words that each command takes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assistant.cases.packs import DEFAULT_DATA, DEFAULT_PACK
from assistant.cli import commands

MOST_PROXIES = 10


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `command` of what is parsed is what runs it."""
    found = argparse.ArgumentParser(
        prog="run.py",
        description="Waypost: what to do when a child may be missing, exploited or trafficked.",
        allow_abbrev=False,
    )
    kinds = found.add_subparsers(title="commands", metavar="COMMAND", required=True)
    guide = argparse.ArgumentParser(add_help=False)
    guide.add_argument("--pack", type=Path, default=DEFAULT_PACK, help="the pack's folder")
    pack = argparse.ArgumentParser(add_help=False, parents=[guide])
    pack.add_argument(
        "--contacts", type=Path, metavar="FILE", help="your service's own contacts, over the pack's"
    )

    since = argparse.ArgumentParser(add_help=False)
    since.add_argument("--since", type=Path, metavar="FILE", help="your own since.yaml, over it")
    since.add_argument("--no-since", action="store_true", help="leave out what has changed since")

    serve = kinds.add_parser("serve", help="serve the assistant to browsers", parents=[pack, since])
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
    serve.set_defaults(command=commands.serve)

    consult = kinds.add_parser(
        "consult", help="hold the conversation from a case file", parents=[pack, since]
    )
    consult.add_argument("cases", nargs="+", metavar="CASE.yaml")
    consult.add_argument("--json", action="store_true", help="one JSON object a case, one a line")
    consult.add_argument("--check", action="store_true", help="compare each with its `expect`")
    consult.set_defaults(command=commands.consult)

    chat = kinds.add_parser("chat", help="hold the conversation here", parents=[pack, since])
    chat.add_argument("--data", type=Path, default=DEFAULT_DATA, help="where your documents are")
    chat.set_defaults(command=commands.chat)

    dates = kinds.add_parser(
        "calendar", help="what is due in a case file, for a calendar", parents=[pack, since]
    )
    dates.add_argument("case", type=Path, metavar="CASE.yaml")
    dates.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .ics to write")
    dates.set_defaults(command=commands.calendar)

    contacts = kinds.add_parser(
        "contacts", help="who answers, and what is stale or missing", parents=[pack, since]
    )
    contacts.add_argument("--area", help="only this area")
    contacts.add_argument("--at", metavar="TIME", help="a time such as 2026-11-23T21:05, for now")
    contacts.set_defaults(command=commands.contacts)

    document = kinds.add_parser(
        "document", help="make a paper of a case file", parents=[pack, since]
    )
    document.add_argument("case", metavar="CASE.yaml")
    document.add_argument("--kind", required=True, help="record, plan, referral, seraf, ...")
    document.add_argument("--format", choices=("pdf", "docx", "html", "text"), default="pdf")
    document.add_argument("--out", type=Path, required=True, metavar="FILE")
    document.set_defaults(command=commands.document)

    own = kinds.add_parser(
        "suggest", help="which indicators a text in your own words may mean", parents=[guide]
    )
    own.add_argument("text", metavar="TEXT", help="what was noticed; - for a text a line")
    own.add_argument("--json", action="store_true", help="as a JSON array")
    own.set_defaults(command=commands.suggest)

    paper = kinds.add_parser("paper", help="the whole pack as a booklet", parents=[pack, since])
    paper.add_argument("--format", choices=("pdf", "html"), default="pdf")
    paper.add_argument("--out", type=Path, metavar="FILE", help="met-2013.pdf where left out")
    paper.set_defaults(command=commands.paper)

    check = kinds.add_parser("check", help="is the pack right, over all cases")
    check.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    check.add_argument("--cover", type=Path, metavar="DIR", help="write covering cases to DIR")
    check.add_argument("--since", type=Path, metavar="FILE", help="your own since.yaml, over it")
    check.set_defaults(command=commands.check)

    draw = kinds.add_parser("map", help="draw the flow")
    draw.add_argument("folder", nargs="?", type=Path, default=DEFAULT_PACK, metavar="PACK_FOLDER")
    draw.add_argument("--out", type=Path, metavar="DIR", help="write map.mmd and map.svg to DIR")
    draw.set_defaults(command=commands.draw_map)
    _add_case(kinds, guide)
    _add_ask(kinds, [pack, since])
    return found


def _add_case(kinds: Any, guide: argparse.ArgumentParser) -> None:
    """`case export|import|delete`."""
    case = kinds.add_parser("case", help="a case as a file; a file as a case; the end of a case")
    actions = case.add_subparsers(title="what to do", metavar="ACTION", required=True)
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")
    code = argparse.ArgumentParser(add_help=False)
    code.add_argument("code", metavar="CODE", help="the code of the case; - to read it from a pipe")

    out = actions.add_parser("export", help="write a case to a file", parents=[code, data, guide])
    out.add_argument("--out", type=Path, metavar="FILE", help="a new file; else it is printed")
    out.add_argument("--format", choices=("json", "md", "markdown"), default="json")
    out.add_argument("--no-pack", action="store_true", help="leave out the texts of its guide")
    out.set_defaults(command=commands.case_export)

    into = actions.add_parser("import", help="take in an exported case", parents=[data, guide])
    into.add_argument("file", metavar="FILE", help="a file of JSON; - for standard input")
    into.add_argument("--again", action="store_true", help="also where this case is here already")
    into.set_defaults(command=commands.case_import)

    end = actions.add_parser("delete", help="delete a case for good", parents=[code, data])
    end.add_argument("--yes", action="store_true", help="do not ask")
    end.set_defaults(command=commands.case_delete)


def _add_ask(kinds: Any, over: list[argparse.ArgumentParser]) -> None:
    """`ask`, and `library add|list|remove`."""
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder for cases")

    ask = kinds.add_parser("ask", help="ask the protocol a question", parents=[*over, data])
    ask.add_argument("text", metavar="TEXT", help="the question, in quotation marks")
    ask.add_argument("--area", help="where the child is: the number for that area is shown")
    ask.add_argument("--json", action="store_true", help="one JSON object")
    ask.set_defaults(command=commands.ask)

    library = kinds.add_parser("library", help="your service's own documents, to ask as well")
    actions = library.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="put a document in", parents=[data])
    add.add_argument("file", type=Path, metavar="FILE", help="a text file, a PDF or a .docx")
    add.add_argument("--title", help="what it is called; the name of the file where left out")
    add.set_defaults(command=commands.library_add)
    show = actions.add_parser("list", help="what has been put in", parents=[data])
    show.set_defaults(command=commands.library_list)
    out = actions.add_parser("remove", help="take a document out", parents=[data])
    out.add_argument("number", type=int, metavar="ID", help="its number in the list")
    out.set_defaults(command=commands.library_remove)


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
