"""One tick: reconcile what is open, then publish what is due, exactly once."""
