"""Servers on loopback that speak the networks' wire protocols strictly, with a page to look at."""
