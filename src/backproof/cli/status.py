"""The exit statuses of all commands."""

FINE, SOMETHING_WRONG, UNUSABLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 + the number of the signal, as shells say it
