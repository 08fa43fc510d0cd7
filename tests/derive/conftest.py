"""What compares with PyTorch is left out where that is not installed; the tests say so themselves."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["autograd.py", "torch_models.py"]
