"""What a reader sees, as HTML.

Answers, reports and figures go in; HTML and rows of tables come out, in which nothing that others wrote is unescaped.
"""

from .answer_text import Line, Piece, answer_lines
from .comparison import compared_frame, compared_rows, shared_indicators
from .document import details_html
from .figures import FigureRow, count_figures, figure_rows, figures_html, kind_text, what_text
from .panel import panel_opener, place_link, report_name
from .printed import has_pages, page_opener, printed_page
from .render import Stage, answer_html, caution_text, page_text, paragraph_text, place_text, question_html
from .welcome import welcome_html

__all__ = [
    "FigureRow",
    "Line",
    "Piece",
    "Stage",
    "answer_html",
    "answer_lines",
    "caution_text",
    "compared_frame",
    "compared_rows",
    "count_figures",
    "details_html",
    "figure_rows",
    "figures_html",
    "has_pages",
    "kind_text",
    "page_opener",
    "page_text",
    "panel_opener",
    "paragraph_text",
    "place_link",
    "place_text",
    "printed_page",
    "question_html",
    "report_name",
    "shared_indicators",
    "welcome_html",
    "what_text",
]
