"""Markdown as HTML, written anew from the structure that markdown-it-py finds.

Nothing that a document says is taken over as it is: names of elements come from a table, text is escaped, links lead to
http, https and mailto or nowhere, pictures are named and not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.token import Token

from backproof.report.html.holes import Holes
from backproof.report.html.tags import Tags, picture
from backproof.syntax.markup import escaped

_PARSER = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
_ELEMENTS: Mapping[str, str] = MappingProxyType(
    {name: name for name in "em strong s ul li blockquote thead tbody tr hr br".split()}
    | {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}
)
_ALIGNED = re.compile(r"text-align:(left|right|center)")
_BREAKS = re.compile(r"\s*(?:<br>\s*)+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def to_html(text: str, holes: Holes) -> str:
    """A text with holes as HTML."""
    return "".join(_blocks(_PARSER.parse(text), holes))


def _blocks(tokens: Sequence[Token], holes: Holes) -> Iterator[str]:
    after = ""  # what a heading opens stands below it
    for token in tokens:
        match token.type:
            case "inline":
                heading = bool(after)
                yield _inline(token.children or [], holes, bare=heading)
                after = token.content if heading else ""
            case "heading_open":
                after = " "
                yield f"<{_ELEMENTS[token.tag]}>"
            case "heading_close":
                yield f"</{_ELEMENTS[token.tag]}>{holes.late(after)}"
                after = ""
            case "paragraph_open":
                yield "" if token.hidden else '<div class="p">'
            case "paragraph_close":
                yield "" if token.hidden else "</div>"
            case "fence" | "code_block":
                yield _code(token.content, holes)
            case "html_block":
                shown = _html(token.content, holes)
                yield f'<div class="p">{shown}</div>' if shown else ""
            case "ordered_list_open":
                start = token.attrs.get("start")
                yield f'<ol start="{start}">' if isinstance(start, int) else "<ol>"
            case "ordered_list_close":
                yield "</ol>"
            case "table_open":
                yield '<div class="wide"><table>'
            case "table_close":
                yield "</table></div>"
            case "th_open" | "td_open":
                aligned = _ALIGNED.fullmatch(str(token.attrs.get("style", "")))
                yield f'<{token.tag} style="{aligned[0]}">' if aligned else f"<{token.tag}>"
            case "th_close" | "td_close":
                yield f"</{token.tag}>"
            case _:
                yield _element(token)


def _element(token: Token) -> str:
    """The tag of an element without attributes; nothing for what is in no table."""
    name = _ELEMENTS.get(token.tag)
    return "" if name is None else f"</{name}>" if token.nesting < 0 else f"<{name}>"


def _code(content: str, holes: Holes) -> str:
    """A block of code; one of formulas alone is a display."""
    if holes.are_all(content):
        return f'<div class="p">{holes.text(content.strip())}</div>'
    return f'<pre class="code"><code>{holes.code(content)}</code></pre>'


def _html(content: str, holes: Holes) -> str:
    tags = Tags(holes.text)
    return _BREAKS.sub("<br>", tags.taken(content) + tags.ended()).removeprefix("<br>").removesuffix("<br>")


def _inline(tokens: Sequence[Token], holes: Holes, *, bare: bool) -> str:
    """A run of text; in a heading and in a link formulas open nothing."""
    parts: list[str] = []
    links: list[str] = []
    linked: list[str] = []
    tags = Tags(holes.bare if bare else holes.text)
    for token in tokens:
        text = holes.bare if bare or links else holes.text
        if links:
            linked.append(token.content)
        match token.type:
            case "html_inline":
                parts.append(tags.taken(token.content))
            case _ if tags.is_silent:
                continue
            case "text" | "text_special":
                parts.append(text(token.content))
            case "code_inline":
                parts.append(f"<code>{text(token.content)}</code>")
            case "softbreak":
                parts.append("\n")
            case "link_open":
                address = _address(str(token.attrs.get("href", "")))
                links.append(address)
                parts.append(tags.opened("a", address) if address else "")
            case "link_close":
                parts.append(tags.closed("a") if links.pop() else "")
                parts.append("" if links or bare else holes.late("".join(linked)))
            case "image":
                parts.append(picture(text(token.content or "a picture")))
            case "hardbreak":
                parts.append("<br>")
            case _ if (name := _ELEMENTS.get(token.tag)) is not None:
                parts.append(tags.opened(name, f"<{name}>") if token.nesting > 0 else tags.closed(name))
    return "".join([*parts, tags.ended()])


def _address(address: str) -> str:
    """The tag of a link to a page or to a person; nothing for any other."""
    if not _ADDRESS.match(address):
        return ""
    return f'<a href="{escaped(address)}" rel="noopener noreferrer">'
