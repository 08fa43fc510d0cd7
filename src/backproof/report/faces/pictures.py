"""SVG pictures inside of HTML: shapes and words, nothing that runs and nothing from elsewhere."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker linearGradient "
    "radialGradient stop clipPath style".split()
)


def inline_svg(svg: str) -> str | None:
    """The picture with its shapes alone; None where it is no SVG.

    >>> inline_svg('<svg xmlns="http://www.w3.org/2000/svg"><script>f()</script><g onclick="f()"/></svg>')
    '<svg xmlns="http://www.w3.org/2000/svg"><g /></svg>'
    >>> inline_svg("no picture") is None
    True
    """
    try:
        root = ElementTree.fromstring(svg.encode(errors="replace").decode())
    except ElementTree.ParseError:
        return None
    if root.tag != f"{_SVG}svg":
        return None
    _clean(root)
    root.attrib = {"xmlns": _SVG[1:-1], **root.attrib}
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: Element) -> None:
    element.tag = element.tag.removeprefix(_SVG)
    for name, value in list(element.items()):
        if not _is_harmless(name, value):
            del element.attrib[name]
    for child in list(element):
        if _is_shape(child):
            _clean(child)
        else:
            element.remove(child)


def _is_shape(element: Element) -> bool:
    name = element.tag.removeprefix(_SVG)
    return name in _SHAPES and not (name == "style" and _reaches_out(element.text or ""))


def _is_harmless(name: str, value: str) -> bool:
    """Whether an attribute neither runs anything nor names an address beyond the picture."""
    return not name.startswith(("on", "{")) and name != "href" and not _reaches_out(value)


def _reaches_out(text: str) -> bool:
    plain = text.replace(" ", "").lower().replace("url(#", "")
    return "url(" in plain or "@import" in plain or "javascript:" in plain or "\\" in plain
