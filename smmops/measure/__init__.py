"""Numbers: when they are taken, how they are kept."""
