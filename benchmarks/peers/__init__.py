"""The same gradients with other packages: each module runs in an environment of its own, one task in each process."""
