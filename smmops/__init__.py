"""smmops: social media from a git repository, reviewed, exactly once."""

__version__ = "0.1.0"
