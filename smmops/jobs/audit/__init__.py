"""`smmops audit`: what both branches prove of each publication, recomputed."""
