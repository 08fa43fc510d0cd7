"""Documents -> formulas -> presentation trees -> candidate equations."""
