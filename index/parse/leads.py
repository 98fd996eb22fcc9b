"""The sentence that leads an item of a list: 有下列情形之一的，处500元罚款： for （二）占用消防通道停车的；

An item that is one sentence says little without it, and it stands in another paragraph. One of several sentences is led
by its own first: 一是全力惠民生。新建改扩建学校7所…
"""

from ..models import Paragraph, Report, Span
from ..text import Marker, marker

_LEADS = ("：", ":")
_FARTHEST = 100  # paragraphs above an item; no list is as long


def lead_of(report: Report, paragraph: Paragraph) -> Span | None:
    """The sentence that leads the list in which a numbered paragraph is an item; None for another paragraph.

    It ends in a colon, right above the first item of that number's style. What begins with a heading of its own
    is a part, not an item.
    """
    mark = _mark(report, paragraph)
    if mark is None or len(paragraph.sentences) > 1 or _is_headed(report, paragraph):
        return None
    number, last = mark.number, paragraph.number - 1
    for above in reversed(report.paragraphs[max(0, last - _FARTHEST) : last]):
        if above.section != paragraph.section:
            return None
        other = _mark(report, above)
        if other is not None and other.rank == mark.rank:
            if 0 < number <= other.number:
                return None  # of a list before
            number = other.number
        elif number <= 1:
            leads = above.row is None and report.text.endswith(_LEADS, 0, above.span.end)
            return above.sentences[-1] if leads else None
    return None


def _is_headed(report: Report, paragraph: Paragraph) -> bool:
    return bool(paragraph.section) and report.text.startswith(paragraph.section[-1], paragraph.span.start)


def _mark(report: Report, paragraph: Paragraph) -> Marker | None:
    return marker(report.quote(paragraph.span)) if paragraph.row is None else None
