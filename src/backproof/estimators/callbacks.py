"""scikit-learn's callbacks (1.9 and newer); with older versions there are none, and nothing here does anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from backproof.estimators.data import Data

try:
    from sklearn import callback as _callback

    CallbackSupportMixin: Any = _callback.CallbackSupportMixin
except ImportError:
    _callback = None

    class CallbackSupportMixin:  # type: ignore[no-redef]  # one of the two
        """Nothing to support."""


P = ParamSpec("P")
T = TypeVar("T")


def with_callbacks(method: Callable[P, T]) -> Callable[P, T]:
    """The method, after which callbacks are let go.

    With older versions too it stands in a frame of its own: warnings name the line that called it.
    """
    if _callback is not None:
        found: Callable[P, T] = _callback.with_callbacks(method)
        return found

    @wraps(method)
    def managed(*arguments: P.args, **options: P.kwargs) -> T:
        return method(*arguments, **options)

    return managed


__all__ = ["CallbackSupportMixin", "Epochs", "with_callbacks"]
Fitted = Callable[[], Mapping[str, Any]]


class Epochs:
    """The tasks of a fit, as callbacks see them: the fit itself, and an epoch for each step of it."""

    def __init__(self, estimator: Any, epochs: int, data: Data) -> None:
        self._estimator = estimator
        self._data: dict[str, Any] = {}
        self._fit: Any = None
        self._task: Any = None
        if getattr(estimator, "_skl_callbacks", None) or hasattr(estimator, "_parent_callback_ctx"):
            self._data = {"X": data.taken(), "y": data.answers().y}
            self._fit = estimator._init_callback_context(max_subtasks=epochs)
            self._fit.call_on_fit_task_begin(estimator=estimator, **self._data)
            self._begin()

    def after(self, fitted: Fitted, last: bool) -> bool:
        """An epoch is over; whether a callback asks to stop. ``fitted`` gives the attributes learnt until now."""
        if self._fit is None:
            return False
        stop = self._task.call_on_fit_task_end(
            estimator=self._estimator, reconstruction_attributes=fitted, **self._data
        )
        self._task = None
        if not stop and not last:
            self._begin()
        return bool(stop)

    def over(self) -> None:
        """The fit is over."""
        if self._fit is not None:
            self._fit.call_on_fit_task_end(estimator=self._estimator, **self._data)

    def _begin(self) -> None:
        self._task = self._fit.subcontext(task_name="epoch")
        self._task.call_on_fit_task_begin(estimator=self._estimator, **self._data)
