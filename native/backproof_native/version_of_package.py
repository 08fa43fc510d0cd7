"""The version, which is that of backproof itself."""

VERSION = "0.1.0"
