"""How dates and times are written, by language, where Django knows another way."""
