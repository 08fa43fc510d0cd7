r"""Functions whose values are written out entry by entry: ``F(x, y) = (x + y, x y)``, their Jacobians and compositions.

Their lines are judged as written, in a pass of their own: the letters in the head of such a function are bound to it,
whatever they mean elsewhere in the document.
"""

from backproof.check.maps.judging import settled

__all__ = ["settled"]
