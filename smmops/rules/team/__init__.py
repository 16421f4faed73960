"""Members, roles, training, duty."""
