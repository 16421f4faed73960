"""What is written, as each network takes it."""
