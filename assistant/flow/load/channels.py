"""The ways to reach a contact: telephone numbers and addresses that can be right."""

from __future__ import annotations

import re

from assistant.flow.load.fields import Fields
from assistant.flow.model import Channel
from assistant.flow.problems import did_you_mean

CHANNELS = ("telephone", "fax", "web", "address", "email", "text")
_NUMBER = re.compile(r"1\d\d|999|116\d{3}|08001111|0[1-9]\d{8,9}|\+[1-9]\d{7,14}")
_SHORT = re.compile(r"\d{5,6}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_WEB = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.IGNORECASE)
_ALLOWED = "three digits such as 101, 116 and three more, or ten or eleven digits that begin with 0"


def read_channels(fields: Fields, *, required: bool = False) -> tuple[Channel, ...]:
    """The channels of a mapping, in the order in which they are to be tried."""
    found = []
    for item in fields.list("channels", f"a channel of {fields.what}", required=required):
        for kind in item.map:
            if kind not in CHANNELS:
                hint = did_you_mean(kind, CHANNELS)
                item.error(kind, f'"{kind}" is no channel: {", ".join(CHANNELS)}.{hint}')
            value = item.text(kind)
            if value and (wrong := _wrong(kind, value)):
                item.error(kind, wrong)
            found.append(Channel(kind, value))
    if required and not found and "channels" in fields.map:
        fields.error("channels", '"channels" is empty')
    return tuple(found)


def _wrong(kind: str, value: str) -> str:
    """Why this cannot be right; empty where it can."""
    digits = re.sub(r"[\s()-]", "", value)
    right = _NUMBER.fullmatch(digits) or (kind == "text" and _SHORT.fullmatch(digits))
    if kind in ("telephone", "fax", "text") and not right:
        return f'"{value}" is no {kind} number: {_ALLOWED}'
    if kind == "email" and not _EMAIL.fullmatch(value):
        return f'"{value}" is no email address'
    if kind == "web" and not _WEB.fullmatch(value):
        return f'"{value}" is no web address'
    return ""
