"""What differs by network: options, polls, audience, disclosure."""
