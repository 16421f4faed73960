"""Import and export: what other tools hold, as files of a workspace, and back."""
