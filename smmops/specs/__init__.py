"""What each network takes and gives, as data: limits, text measures, formats, options, capabilities."""
