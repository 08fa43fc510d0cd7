"""The judgement of one claim: its sides under each reading, compared at points."""
