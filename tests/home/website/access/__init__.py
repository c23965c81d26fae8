"""Who may look at which address: asked of the site itself, and held in docs/access.md."""
