"""Who speaks in turn: in the record of a press conference or an interview each speech begins with its speaker's name."""

import re
from collections import Counter
from collections.abc import Sequence

from .series import Item

_SPEAKER = re.compile(r"(?P<name>[\w·（）()、 \u3000]{1,40})[：:]")  # 住房城乡建设部部长 倪虹：
_ASKS = "记者"
_TOLD_BY = 2  # characters at a name's end: 青石日报记者 and 县融媒体中心记者 are asked as one


def turns(items: Sequence[Item]) -> set[int]:
    """The lines with which a speech begins, in a text in which some are questions; none in another text."""
    speakers = {
        index: match["name"][-_TOLD_BY:]
        for index, item in enumerate(items)
        if item.mark is None and item.line.kind != "row" and (match := _SPEAKER.match(item.line.text))
    }
    times = Counter(speakers.values())
    begun = {index for index, name in speakers.items() if times[name] > 1 or name == _ASKS}
    said = (
        item.line.text for index in begun for item in items[index : index + 2]
    )  # the name may stand alone
    asked = any(re.search("[？?]", text) for text in said)
    return begun if asked and len({speakers[index] for index in begun}) > 1 else set()
