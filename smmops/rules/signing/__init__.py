"""Rules about keys that approve."""
