"""The faces of a page: Markdown that can be checked again, LaTeX that compiles, HTML that stands alone, a terminal."""

from backproof.report.faces.html import to_html
from backproof.report.faces.latex import to_latex
from backproof.report.faces.markdown import to_markdown
from backproof.report.faces.terminal import to_terminal

__all__ = ["to_html", "to_latex", "to_markdown", "to_terminal"]
