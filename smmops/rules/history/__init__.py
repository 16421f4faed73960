"""What was said before."""
