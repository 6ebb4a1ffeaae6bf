"""The words that were given -> the command that they call.

Each command is imported when it is wanted: a consultation needs no web server.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.cases.packs import Over

Command = Callable[[argparse.Namespace], int]


def _over(words: argparse.Namespace) -> Over:
    return Over(words.contacts, words.since, words.no_since)


def serve(words: argparse.Namespace) -> int:
    from assistant.web.serve import serve

    over = _over(words)
    return serve(words.host, words.port, words.data, words.pack, over, words.behind)


def consult(words: argparse.Namespace) -> int:
    from assistant.cli.consult import check_cases, print_cases

    run = check_cases if words.check else print_cases
    return run(words.pack, words.cases, as_json=words.json, over=_over(words))


def calendar(words: argparse.Namespace) -> int:
    from assistant.cli.calendar import write_calendar

    return write_calendar(words.pack, words.case, words.out, _over(words))


def chat(words: argparse.Namespace) -> int:
    from assistant.cli.chat import chat

    return chat(words.pack, _over(words), words.data)


def contacts(words: argparse.Namespace) -> int:
    from assistant.cli.contacts import list_contacts

    return list_contacts(words.pack, _over(words), words.area, words.at)


def document(words: argparse.Namespace) -> int:
    from assistant.cli.document import write_document

    return write_document(words.pack, words.case, words.kind, words.format, words.out, _over(words))


def paper(words: argparse.Namespace) -> int:
    from assistant.cli.paper import write_paper

    return write_paper(words.pack, words.format, words.out, _over(words))


def suggest(words: argparse.Namespace) -> int:
    from assistant.cli.suggest import suggest

    return suggest(words.pack, words.text, as_json=words.json)


def check(words: argparse.Namespace) -> int:
    from assistant.cli.check import check

    return check(words.folder, words.cover, own_since=words.since)


def case_export(words: argparse.Namespace) -> int:
    from assistant.cli.case import export

    return export(
        words.code,
        words.data,
        words.pack,
        words.out,
        words.format,
        with_pack=not words.no_pack,
    )


def case_import(words: argparse.Namespace) -> int:
    from assistant.cli.case import take_in

    return take_in(words.file, words.data, words.pack, again=words.again)


def case_delete(words: argparse.Namespace) -> int:
    from assistant.cli.case import delete

    return delete(words.code, words.data, sure=words.yes)


def ask(words: argparse.Namespace) -> int:
    from assistant.cli.ask import ask

    over = _over(words)
    return ask(words.pack, over, words.data, words.text, words.area, as_json=words.json)


def library_add(words: argparse.Namespace) -> int:
    from assistant.cli.library import add

    return add(words.data, words.file, words.title)


def library_list(words: argparse.Namespace) -> int:
    from assistant.cli.library import show

    return show(words.data)


def library_remove(words: argparse.Namespace) -> int:
    from assistant.cli.library import remove

    return remove(words.data, words.number)


def draw_map(words: argparse.Namespace) -> int:
    from assistant.cli.map import write_map

    return write_map(words.folder, words.out)
