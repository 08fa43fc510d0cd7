"""What stands around a formula and changes what it states."""
