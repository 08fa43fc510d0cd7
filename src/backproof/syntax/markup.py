"""Text inside of HTML and XML."""

from __future__ import annotations

import re

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f]")


def escaped(text: str) -> str:
    r"""The text as characters alone, between tags and in attributes; what XML can't hold is replaced.

    >>> escaped("</script><b title='x'>"), escaped("a\0b")
    ('&lt;/script&gt;&lt;b title=&#39;x&#39;&gt;', 'a\ufffdb')
    """
    return _NO_CHARACTER.sub("\ufffd", text).translate(_ENTITIES)
