"""scikit-learn's callbacks (1.9 and newer); with older versions there are none, and nothing here does anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

try:
    from sklearn.callback import CallbackSupportMixin, with_callbacks
except ImportError:

    class CallbackSupportMixin:  # type: ignore[no-redef]
        """Nothing to support."""

    def with_callbacks(method: Any) -> Any:
        """The method in a frame of its own, as newer versions have it: warnings name the line that called it."""

        @wraps(method)
        def managed(*arguments: Any, **options: Any) -> Any:
            return method(*arguments, **options)

        return managed


__all__ = ["CallbackSupportMixin", "Epochs", "with_callbacks"]
Fitted = Callable[[], Mapping[str, Any]]


class Epochs:
    """The tasks of a fit, as callbacks see them: the fit itself, and an epoch for each step of it."""

    def __init__(self, estimator: Any, epochs: int, X: Any, y: Any) -> None:
        self._estimator = estimator
        self._data = {"X": X, "y": y}
        self._fit: Any = None
        self._task: Any = None
        if getattr(estimator, "_skl_callbacks", None) or hasattr(estimator, "_parent_callback_ctx"):
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
