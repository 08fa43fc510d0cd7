"""HTML in Markdown: a few elements that only lay out text are kept, without attributes; of others their text is.

Nothing is copied from the document but text, which is escaped: what is written is one of the names below, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

KEPT = frozenset("b strong i em u s sub sup kbd code mark small".split())
_BREAKS = frozenset({"br", "hr"})
_BLOCKS = frozenset("p div center ul ol li table tr blockquote section article h1 h2 h3 h4 h5 h6 dl dt dd pre".split())
_SILENT = frozenset("script style svg math template iframe object noscript title select textarea".split())
"""Of these not even the text is prose."""


class Tags(HTMLParser):
    """Reads the tags of a run of text, one after another, and writes those that are kept, each of them closed."""

    def __init__(self, text: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._text = text
        self._open: list[str] = []
        self._silent: list[str] = []
        self._written: list[str] = []

    def taken(self, html: str) -> str:
        """What a piece of HTML becomes; elements that it leaves open stay so until :meth:`ended`."""
        self.feed(html)
        return self._drained()

    def ended(self) -> str:
        """What closes the elements that are open."""
        self.close()
        rest = self._drained()
        closing = "".join(f"</{name}>" for name in reversed(self._open))
        self._open.clear()
        self._silent.clear()
        return rest + closing

    def opened(self, name: str, tag: str) -> str:
        """An element of Markdown, which may stand inside of one of HTML and the other way round."""
        self._open.append(name)
        return tag

    def closed(self, name: str) -> str:
        """What closes an element of Markdown, and those of HTML that were opened in it."""
        self._close(name)
        return self._drained()

    @property
    def is_silent(self) -> bool:
        """Whether what follows is no text for readers."""
        return bool(self._silent)

    def _drained(self) -> str:
        written = "".join(self._written)
        self._written.clear()
        return written

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif self._silent:
            return
        elif tag in KEPT:
            self._open.append(tag)
            self._written.append(f"<{tag}>")
        elif tag in _BREAKS or tag in _BLOCKS:
            self._written.append("<br>")
        elif tag == "img":
            words = dict(attrs).get("alt") or "a picture"
            self._written.append(picture(self._text(words)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT and tag not in KEPT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in KEPT:
            self._close(tag)

    def _close(self, name: str) -> None:
        """Close an element and those in it; one that is closed already, by another's end, is let be."""
        while name in self._open:
            last = self._open.pop()
            self._written.append(f"</{last}>")
            if last == name:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._written.append(self._text(data))


def picture(words: str) -> str:
    """What stands for a picture, which is not loaded; ``words`` are HTML."""
    return f'<span class="picture">[{words}]</span>'
