"""What every line of a document does in it, and the conventions that the document has as a whole."""
