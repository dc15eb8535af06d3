"""The sources of an answer as a bibliography: an entry for each footnote, in their order.

An organisation is the author, as of a report that names no person; a day that is not known is left
out, and only the month stands there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from aicompare.render.safe import clean
from aicompare.render.table import footnotes_of
from aicompare.reports.report import Report, sources_in
from aicompare.values.errors import NoAnswer
from aicompare.values.sources import Evidence, Source


def cited(report: Report, style: str) -> str:
    """As `bibtex`, `csl` (JSON), `markdown` or `plain`. Raises NoAnswer where it rests on no source."""
    footnotes = footnotes_of(report)
    of_rates = [rate.source for rate in footnotes.rates if rate.source]
    listed = sources_in([getattr(row, "as_source", row) for row in report.rows])  # of a list of them
    sources = list(dict.fromkeys([*footnotes.sources.values(), *of_rates] or listed))
    if not sources:
        raise NoAnswer("this answer rests on no source", hint="leave out --cite")
    return STYLES[style](sources)


def _plain(sources: Sequence[Source]) -> str:
    """`[1] Annual results 2025, MiniMax Group Inc. HKEXnews, 2026-03-02. https://...`."""
    return "".join(f"[{number}] {_in_words(one)}\n" for number, one in enumerate(sources, start=1))


def _in_words(source: Source) -> str:
    said = f"{closed(source.title)} {source.publisher}, {source.published}."
    return clean(" ".join(filter(None, (said, _note(source), source.url))))


def closed(title: str) -> str:
    """With a full stop, where nothing else ends it."""
    return title if title.endswith((".", "?", "!", "？", "！", "。")) else f"{title}."


def _note(source: Source) -> str:
    told = [source.via and f"via {source.via}", source.published_note]
    return " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in told if one)


def _markdown(sources: Sequence[Source]) -> str:
    """`[^1]: [Title](address). Publisher, 2026-03-02.`, to be pointed at by `[^1]`."""
    return "".join(f"[^{number}]: {with_link(one)}\n" for number, one in enumerate(sources, start=1))


def with_link(source: Source) -> str:
    """`[Title](address). Publisher, 2026-03-02.` with what is noted of it, in Markdown."""
    title, publisher, note = (_escaped(text) for text in (source.title, source.publisher, _note(source)))
    named = f"[{title}](<{_address(source.url)}>)." if source.url else closed(title)
    return clean(" ".join(filter(None, (named, f"{publisher}, {source.published}.", note))))


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("\n", "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_`\[\]<>#|~])", r"\\\1", text)


# --- BibTeX ------------------------------------------------------------------------------------

_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _bibtex(sources: Sequence[Source]) -> str:
    """`@misc` entries, which every style knows; names in two braces stay one name."""
    return "\n".join("\n".join(_entry(source)) + "\n" for source in sources)


def _entry(source: Source) -> Iterator[str]:
    """The address is not escaped: packages for addresses want it as it is."""
    day = source.published.first
    fields = {
        "author": f"{{{_in_tex(source.publisher)}}}",
        "title": f"{{{_in_tex(source.title)}}}",
        "year": f"{day:%Y}",
        "month": f"{day.month}" if _knows_month(source) else "",
        "date": str(source.published) if _knows_month(source) else "",
        "url": _address(source.url or "").replace("{", "%7B").replace("}", "%7D"),
        "note": _in_tex(_note(source)),
    }
    yield f"@misc{{{_key(source.id)},"
    yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    yield "}"


def _key(id_: str) -> str:
    return re.sub(r"[^A-Za-z0-9:._-]", "-", id_)


def _in_tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in clean(text))


def _knows_month(source: Source) -> bool:
    return source.published.first.replace(day=1) == source.published.last.replace(day=1)


# --- CSL ---------------------------------------------------------------------------------------

_TYPES: Mapping[Evidence, str] = {
    "filing": "report",
    "company": "webpage",
    "press": "article-newspaper",
    "dataset": "dataset",
}


def _csl(sources: Sequence[Source]) -> str:
    """CSL-JSON, as Zotero and pandoc read it."""
    return json.dumps([_item(source) for source in sources], indent=2, ensure_ascii=False) + "\n"


def _item(source: Source) -> dict[str, Any]:
    day, kind = source.published.first, _TYPES[source.kind]
    parts = [day.year, day.month, day.day]
    known = 3 if source.published.is_day else 2 if _knows_month(source) else 1
    told = {
        "id": _key(source.id),
        "type": kind,
        "title": clean(source.title),
        "author": [{"literal": clean(source.publisher)}],
        "container-title": clean(source.publisher) if kind == "article-newspaper" else "",
        "publisher": clean(source.publisher) if kind != "article-newspaper" else "",
        "issued": {"date-parts": [parts[:known]]},
        "URL": source.url or "",
        "note": clean(_note(source)),
    }
    return {key: value for key, value in told.items() if value}


STYLES: Mapping[str, Callable[[Sequence[Source]], str]] = {
    "bibtex": _bibtex,
    "csl": _csl,
    "markdown": _markdown,
    "plain": _plain,
}
