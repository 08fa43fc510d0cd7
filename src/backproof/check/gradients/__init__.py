"""Names and signs that are derivatives: errors, bars, differentials, gradients of steps."""
