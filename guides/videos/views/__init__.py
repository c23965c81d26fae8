"""What the world may ask of films: their bytes and captions (serving), and the editors' desk."""
