"""What each type of content needs."""
