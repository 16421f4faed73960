"""`smmops snapshot`: what the networks count, kept on a branch of its own."""
