"""In a package of its own, so that what its tests share ends with the last of them."""
