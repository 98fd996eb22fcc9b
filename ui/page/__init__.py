"""The page: its components, and what happens when they are used.

A library and, if there is one, a language model go in; Gradio's blocks come out.
"""

from .app import build_page
from .examples import example_questions
from .layout import ASSETS, i18n
from .outcomes import MOST_MEGABYTES
from .theme import THEME

__all__ = ["ASSETS", "MOST_MEGABYTES", "THEME", "build_page", "example_questions", "i18n"]
