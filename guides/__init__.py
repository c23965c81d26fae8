"""Video guides."""
