"""Samples: their axis, their letter, and where one stands for all."""
