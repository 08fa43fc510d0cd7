"""A model and its gradient over a batch, scheduled into operations and memory."""
