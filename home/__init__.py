"""The site as a whole, and whatever looks across everything."""
