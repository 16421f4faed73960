"""What small files name in others, and what they must hold."""
