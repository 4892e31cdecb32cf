"""Word documents: what their pages show."""
