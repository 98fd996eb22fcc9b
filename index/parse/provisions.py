"""Which part of its article a paragraph is: 第二款第（三）项.

Below an article (条) laws have 款, which no number begins, 项, numbered （一）, and 目, numbered 1. (Legislation Law of the
People's Republic of China, as amended in 2023, article 65).
"""

from ..models import Paragraph, Report
from ..text import ARTICLE_RANK, ITEM_RANK, marker


def is_of_article(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands right under an article."""
    heading = marker(paragraph.section[-1]) if paragraph.section else None
    return heading is not None and heading.rank == ARTICLE_RANK


def provision_of(report: Report, paragraph: Paragraph) -> str:
    """第二款第（三）项 of the article that a paragraph stands under; "" where it is all of it, or under none.

    The only 款 of an article has no number, and a 目 is told as the 项 that it belongs to.
    """
    if not is_of_article(paragraph):
        return ""
    part, item, parts = 0, "", 0
    for own in report.paragraphs:
        if own.section != paragraph.section or own.row is not None:
            continue
        text = report.quote(own.span)
        mark = marker(text)
        begins = mark is None or mark.rank == ARTICLE_RANK
        parts += begins
        if own.number <= paragraph.number:
            part, item = (parts, "") if begins else (part, item)
            if mark is not None and mark.rank == ITEM_RANK:
                item = text[: mark.end].rstrip("、.． \u3000")
    return (f"第{_ordinal(part)}款" if parts > 1 and part else "") + (f"第{item}项" if item else "")


def _ordinal(number: int) -> str:
    import cn2an  # 0.2 s, wanted for articles of several 款 only

    return str(cn2an.an2cn(number))
