"""Tables of data: read from CSV and Parquet, encoded as numbers, every step said in a sentence."""

from backproof.train.tables.encoding import Encoding, Inputs
from backproof.train.tables.reading import read
from backproof.train.tables.table import Table

__all__ = ["Encoding", "Inputs", "Table", "read"]
