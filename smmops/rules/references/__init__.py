"""What a file names in another file."""
