"""Goals, pillars, personas, the brand's voice and its names."""
