"""What an empty conversation shows: the product, the reports there are, and questions to start with."""

from collections.abc import Sequence
from html import escape

from index import Card

from ..messages import Language, text
from .panel import report_name

_NAMED = 4  # reports named on the page; the others are in the list on the left


def welcome_html(reports: Sequence[Card], examples: list[str], language: Language) -> str:
    """The empty chat. ``reports`` are those that will be asked."""
    if not reports:
        return f'<div class="welcome"><p>{escape(text("no_report_chosen", language))}</p></div>'
    titles = text("list_comma", language).join(report_name(report) for report in reports[:_NAMED])
    more = text("and_more", language) if len(reports) > _NAMED else ""
    here = text("reports_here", language, number=len(reports), titles=titles + more)
    buttons = "".join(
        f'<li><button type="button" class="example">{escape(question)}</button></li>' for question in examples
    )
    return (
        f'<div class="welcome"><p class="product">{escape(text("product", language))}</p>'
        f'<p class="tagline">{escape(text("tagline", language))}</p>'
        f'<p class="reports-here">{escape(here)}</p>'
        + (
            f'<p class="try">{escape(text("try", language))}</p><ul class="examples">{buttons}</ul>'
            if buttons
            else ""
        )
        + "</div>"
    )
