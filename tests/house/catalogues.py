"""What is asked of the catalogues of widget texts, resources/i18n/*.ts.

Promise: each rule is a function from a catalogue's text to sentences about its breaches; each is broken in a test.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

CHINESE = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{\w*\}|%[n\d]")


class Message(NamedTuple):
    """A text and what it is in the catalogue's language; a plural has several forms."""

    context: str
    source: str
    comment: str
    plural: bool
    forms: tuple[str, ...]
    finished: bool


def messages(text: str) -> list[Message]:
    """The catalogue's messages in its order."""
    found = []
    for context in ET.fromstring(text).iter("context"):
        for node in context.iter("message"):
            translation = node.find("translation")
            forms = () if translation is None else tuple(form.text or "" for form in translation.iter("numerusform"))
            found.append(
                Message(
                    context.findtext("name", ""),
                    node.findtext("source", ""),
                    node.findtext("comment", ""),
                    node.get("numerus") == "yes",
                    forms or (node.findtext("translation", ""),),
                    translation is not None and translation.get("type") is None,
                )
            )
    return found


def keys(text: str) -> set[tuple[str, str, str]]:
    """What tells the messages of a catalogue apart."""
    return {(message.context, message.source, message.comment) for message in messages(text)}


def untranslated(text: str, *, chinese: bool) -> Iterator[str]:
    """Messages without a whole translation: in Chinese all need one, in English the plurals."""
    for message in messages(text):
        if not message.plural and not chinese:
            continue
        wanted = 1 if chinese else 2
        if not message.finished or len(message.forms) != wanted or not all(message.forms):
            yield f"{message.context}: not translated: {message.source!r}"
        elif chinese and not CHINESE.search(message.forms[0]) and message.forms[0] != message.source:
            yield f"{message.context}: not Chinese: {message.forms[0]!r}"


def other_placeholders(text: str) -> Iterator[str]:
    """Translations that fill in other values than their source."""
    for message in messages(text):
        wanted = set(PLACEHOLDER.findall(message.source))
        for form in filter(None, message.forms):
            singular = {"%n"} if message.plural else set()
            if wanted - singular != set(PLACEHOLDER.findall(form)) - singular:
                yield f"{message.context}: other placeholders: {message.source!r} and {form!r}"
