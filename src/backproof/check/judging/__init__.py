"""The judgement of one claim, and what speaks against printing it."""
