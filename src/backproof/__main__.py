"""``python -m backproof``: the same as ``backproof``."""

import sys

from backproof.cli import main

if __name__ == "__main__":
    sys.exit(main())
