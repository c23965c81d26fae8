"""Tags of pages."""
