"""The version that databases have today: the last of ``versions``."""

HEAD = "8"
