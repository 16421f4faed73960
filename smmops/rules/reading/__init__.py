"""What reading a file finds, said to people: the words and examples of the codes of `smmops.store`."""
