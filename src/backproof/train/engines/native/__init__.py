"""The native engine: programs in a format that a library in C runs, epoch by epoch."""
