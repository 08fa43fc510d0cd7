"""Why the sides of a claim may prove or refute nothing: they rest on what the document does not say."""
