"""What a month holds, taken together."""
