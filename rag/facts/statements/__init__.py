"""Take a sentence with figures apart: what each measures, how much, 完成 or 目标, of which year and place."""

from .statement import Statement, statements

__all__ = ["Statement", "statements"]
