"""What would make a refuted line true: small edits of it, each proved before it is shown."""
