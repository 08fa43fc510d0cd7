import pickle

from backproof.expr import Index, Range, Sum, Symbol, Tensor


def tree() -> Sum:
    i = Index("i", Range("in"))
    return Sum(i, Tensor(Symbol("x", (i.range,)), (i,)))


def test_equal_trees_have_equal_hashes_before_and_after_they_are_remembered() -> None:
    first, second = tree(), tree()
    assert hash(first) == hash(first) == hash(second)
    assert {first: 1}[second] == 1


def test_a_copy_from_elsewhere_does_not_bring_its_hash_along() -> None:
    """Strings have other hashes in another process."""
    original = tree()
    hash(original)
    copy = pickle.loads(pickle.dumps(original))
    assert copy._hash is None
    assert copy == original
    assert (copy.free, copy.symbols, copy.bound) == (original.free, original.symbols, frozenset({"i"}))
