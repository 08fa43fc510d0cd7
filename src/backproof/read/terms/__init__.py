"""What a formula says before letters have ranges."""
