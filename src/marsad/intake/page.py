"""A saved web page: its main text by trafilatura, its day, outlet and title by its own words.

Metadata are taken in this order: JSON-LD, then OpenGraph and meta tags, then marked elements (`<time>`,
`itemprop`), then the dateline that stands nearest to the headline, then a day in the page's address. Each
value is read by `published.stated_day`: trafilatura's own date finder is never asked.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lxml import html
from lxml.etree import LxmlError, ParserError

from marsad.errors import IntakeError
from marsad.intake.building import Draft, clean, is_arabic
from marsad.intake.encoding import decode
from marsad.intake.outcome import Limits
from marsad.intake.published import day_in, stated_day

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LEFT_OPEN = frozenset(  # void, or closed by what follows: they do not deepen the tree by being left open
    {"p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "img", "hr", "input", "meta", "link", "source",
     "wbr", "col", "area", "base", "embed", "param", "track", "thead", "tbody", "tfoot", "colgroup"}
)  # fmt: skip
_ARTICLES = frozenset({"article", "newsarticle", "reportagenewsarticle", "blogposting", "webpage", "report"})
_DAY_TAGS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "publishdate", "pubdate", "publish-date", "publication_date", "dc.date.issued", "dc.date",
    "dcterms.created", "date", "sailthru.date", "parsely-pub-date", "article.published",
)  # fmt: skip
_DATELINE = re.compile(r"date|time|publish|posted|تاريخ", re.IGNORECASE)
_UPDATED = re.compile(r"(?:آخر\s+)?تحديث.*?(?=نشر|تاريخ|$)")
_FURNITURE = frozenset({"nav", "footer", "aside", "script", "style", "noscript", "form", "select"})
_LONGEST_DATELINE = 120  # characters
_URL_DAY = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_LEAST_TEXT = 80  # characters: below, the extractor has lost the report and its paragraphs are taken
_SITE_TAIL = re.compile(r"\s+[|\-–—»•]\s+([^|–—»•]{2,40})$")

Element = Any  # lxml's HtmlElement has no types


@dataclass(frozen=True, slots=True)
class _Linked:
    """What JSON-LD says of the article; "" where it says nothing."""

    published: str = ""
    title: str = ""
    outlet: str = ""
    text: str = ""


def read_page(
    data: bytes, path: str, limits: Limits, *, declared: str | None = None, url: str | None = None
) -> Draft:
    """The draft of an HTML page. `declared` and `url` are what its carrier (a web archive) says.

    Raises IntakeError where it is too big, too deep, not HTML, or holds no running text.
    """
    source = decode(data, declared=declared)
    _check_shape(source, path, limits)
    try:
        tree = _parse(source)
        linked, tags = _linked(tree), _tags(tree)
        text = _main_text(source, tree, linked)
    except (LxmlError, ValueError, RecursionError) as error:
        raise IntakeError(path, f"not readable as HTML ({error})", "Save the page again as HTML.") from error
    if not text:
        raise IntakeError(path, "no report in the page", "Save the article's own page, or its text.")
    address = url or _address(tree, tags)
    heading, outlet = _title_and_outlet(tree, tags, linked)
    text = _without_heading(text, heading)
    return Draft(
        text, title=heading, outlet=outlet, url=address, published=_published(tree, tags, linked, address)
    )


# --- bombs ----------------------------------------------------------------------------------------------


def _check_shape(source: str, path: str, limits: Limits) -> None:
    """Refuse a page with too many or too deeply nested tags before a parser builds them."""
    depth = 0
    for number, match in enumerate(_TAG.finditer(source), 1):
        if number > limits.tags:
            raise IntakeError(path, f"more than {limits.tags} tags", "Save the article's own page.")
        name = match[2].lower()
        if name not in _LEFT_OPEN:
            depth = max(0, depth + (-1 if match[1] else 1))
        if depth > limits.depth:
            raise IntakeError(path, f"tags nested over {limits.depth} deep", "Save the article's own page.")


def _parse(source: str) -> Element:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(source))
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except ParserError as error:
        raise ValueError("the page is empty") from error


# --- the text -------------------------------------------------------------------------------------------


def _main_text(source: str, tree: Element, linked: _Linked) -> str:
    """The report's text: extracted for precision; else for recall; else from JSON-LD; else all paragraphs."""
    ways: tuple[Callable[[], str], ...] = (
        lambda: _extracted(source, precise=True),
        lambda: _extracted(source, precise=False),
        lambda: clean(linked.text),
        lambda: "\n".join(_paragraphs(tree)),
    )
    best = ""
    for way in ways:
        text = clean(way())
        if len(text) >= _LEAST_TEXT and is_arabic(text):
            return text
        best = max(best, text, key=len)
    return best if len(best) >= _LEAST_TEXT / 2 else ""


def _without_heading(text: str, heading: str) -> str:
    """The text without the headline that extractors leave above it: the headline is the document's title."""
    first, _, rest = text.partition("\n")
    return rest.strip() if rest and " ".join(first.split()) == heading else text


def _extracted(source: str, *, precise: bool) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # it reports empty pages; so do we, in one line
    try:
        found = trafilatura.extract(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(source)),
            favor_precision=precise,
            favor_recall=not precise,
            include_comments=False,
            include_tables=False,
            deduplicate=False,
            with_metadata=False,
        )
    except (AttributeError, TypeError, IndexError, KeyError, AssertionError) as error:
        raise ValueError(f"the extractor failed: {error}") from error
    return found or ""


def _paragraphs(tree: Element) -> Iterator[str]:
    for element in tree.iter("p"):
        text = _words(element)
        if text and not _in_furniture(element):
            yield text


def fragment_text(source: str) -> str:
    """The text of a piece of HTML (a feed's entry), a line for each block. Plain text stays as it is."""
    if "<" not in source:
        return clean(html.fromstring(f"<p>{source}</p>").text_content()) if "&" in source else clean(source)
    tree = html.fragment_fromstring(clean(source), create_parent="div")
    for element in list(tree.iter("script", "style")):
        element.drop_tree()
    for element in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _words(element: Element) -> str:
    return " ".join(element.text_content().split())


def _in_furniture(element: Element) -> bool:
    return element.tag in _FURNITURE or any(parent.tag in _FURNITURE for parent in element.iterancestors())


# --- what the page says of itself -----------------------------------------------------------------------


def _linked(tree: Element) -> _Linked:
    """The first article of the page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for node in _nodes(_loaded(script.text or "")):
            kinds = {kind.lower() for kind in _listed(node.get("@type"))}
            if kinds & _ARTICLES and (node.get("headline") or node.get("datePublished")):
                return _of_node(node)
    return _Linked()


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(content: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD block, through lists and @graph."""
    if depth > 6:
        return
    if isinstance(content, list):
        for item in content:
            yield from _nodes(item, depth + 1)
    elif isinstance(content, dict):
        yield content
        yield from _nodes(content.get("@graph"), depth + 1)
        yield from _nodes(content.get("mainEntity"), depth + 1)


def _listed(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _of_node(node: dict[str, Any]) -> _Linked:
    publisher = node.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    text = fragment_text(_text(node.get("articleBody")))
    return _Linked(_text(node.get("datePublished")), _text(node.get("headline")), _text(name), text)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _tags(tree: Element) -> dict[str, str]:
    """The meta tags by lower-case name or property; the first of a name wins."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _address(tree: Element, tags: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith(
            "http"
        ):
            return str(element.get("href"))
    return tags.get("og:url") or None


def _title_and_outlet(tree: Element, tags: dict[str, str], linked: _Linked) -> tuple[str, str | None]:
    """The headline, and the outlet; a site's name at the end of the title is the outlet, not the headline."""
    whole = _first_text(tree, "title")
    title = linked.title or tags.get("og:title") or _only_heading(tree) or whole
    outlet = (
        linked.outlet or tags.get("og:site_name") or tags.get("application-name") or tags.get("publisher")
    )
    tail = _SITE_TAIL.search(title)
    if tail and (outlet is None or tail[1].strip() == outlet):
        title = title[: tail.start()]
    elif tail := _SITE_TAIL.search(whole):
        outlet = outlet or tail[1].strip()
    if outlet is None and (tail := _SITE_TAIL.search(whole)):
        outlet = tail[1].strip()
    return " ".join(html.fromstring(f"<p>{title}</p>").text_content().split()) if title else "", outlet


def _first_text(tree: Element, tag: str) -> str:
    return next((text for element in tree.iter(tag) if (text := _words(element))), "")


def _only_heading(tree: Element) -> str:
    headings = [text for element in tree.iter("h1") if (text := _words(element))]
    return headings[0] if len(headings) == 1 else ""


# --- the day --------------------------------------------------------------------------------------------


def _published(tree: Element, tags: dict[str, str], linked: _Linked, address: str | None) -> date | None:
    stated = [linked.published, *(tags.get(name, "") for name in _DAY_TAGS), *_marked_days(tree)]
    first = next((day for value in stated if value and (day := stated_day(value))), None)
    return first or _dateline(tree) or _day_of_address(address)


def _marked_days(tree: Element) -> Iterator[str]:
    """Values of elements that mark the day of publication for machines; not of lists of other articles."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or _in_furniture(element):
            continue
        if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or _words(element)
    times = [element for element in tree.iter("time") if not _in_furniture(element)]
    for element in times[:1]:
        yield element.get("datetime") or ""
        yield _words(element)


def _dateline(tree: Element) -> date | None:
    """The day in the short line nearest to the headline, marked ones first; never in the page's frame."""
    blocks = [element for element in tree.iter() if isinstance(element.tag, str)]
    place = {element: number for number, element in enumerate(blocks)}
    heading = next((place[element] for element in blocks if element.tag == "h1"), 0)
    found = [
        (not _is_marked(element), abs(place[element] - heading), number, day)
        for number, (element, day) in enumerate(_dated(blocks))
    ]
    return min(found)[3] if found else None


def _dated(blocks: Iterable[Element]) -> Iterator[tuple[Element, date]]:
    for element in blocks:
        if element.tag in ("html", "head", "body", "title", "script", "style", "a") or _in_frame(element):
            continue
        text = _short_words(element)
        if text and (day := day_in(_UPDATED.sub("", text)) or day_in(text)):
            yield element, day


def _short_words(element: Element) -> str:
    """The words of an element that is a line by itself; "" for one that holds more."""
    if len(list(islice(element.iter(), 12))) == 12:
        return ""
    text = " ".join(" ".join(element.itertext()).split())
    return text if len(text) <= _LONGEST_DATELINE else ""


def _is_marked(element: Element) -> bool:
    return element.tag == "time" or bool(
        _DATELINE.search(" ".join((element.get("class") or "", element.get("id") or "")))
    )


def _in_frame(element: Element) -> bool:
    """In the frame of the site, where many pages print today's date: a header outside the article."""
    parents = [parent.tag for parent in element.iterancestors()] + [element.tag]
    return _in_furniture(element) or (
        "header" in parents and "article" not in parents and "main" not in parents
    )


def _day_of_address(address: str | None) -> date | None:
    match = _URL_DAY.search(address or "")
    return stated_day(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None
