"""Terms -> expressions, with the definitions in scope, under each entry of the table of readings."""
