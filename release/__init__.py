"""How a release is made: the same bytes each time, with a list of what is in it."""
