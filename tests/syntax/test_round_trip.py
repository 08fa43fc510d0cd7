"""What is printed reads back as what it was."""

from hypothesis import example, given

from backproof.syntax.latex import parse
from backproof.syntax.tree import Atom, Kind, Node, Row, Script
from backproof.syntax.unicode import unicode
from backproof.syntax.write import latex
from tests.syntax.trees import AT, placeless, trees


@given(trees())
@example(Row((Atom(Kind.PUNCTUATION, ".", AT),) * 3, AT))
@example(Row((Atom(Kind.PUNCTUATION, ":", AT), Atom(Kind.RELATION, "=", AT)), AT))
@example(Row((Atom(Kind.NUMBER, "1", AT), Atom(Kind.NUMBER, "2", AT)), AT))
@example(
    Script(
        Script(Atom(Kind.LETTER, "x", AT), None, Atom(Kind.NUMBER, "2", AT), 0, AT),
        None,
        Atom(Kind.NUMBER, "3", AT),
        0,
        AT,
    )
)
def test_a_tree_printed_as_latex_reads_back_as_the_same_tree(tree: Node) -> None:
    assert placeless(parse(latex(tree))) == tree


@given(trees())
def test_every_tree_prints_as_one_line_of_unicode(tree: Node) -> None:
    assert "\n" not in unicode(tree)
