"""Judged documents as one file of HTML: each as its author wrote it, with every statement marked."""

from backproof.report.html.face import to_html

__all__ = ["to_html"]
