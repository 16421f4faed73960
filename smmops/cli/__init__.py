"""The command line: a lazy table of commands, the real World, exit codes; nothing else prints."""
