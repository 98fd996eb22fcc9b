"""Find the names of persons, places and bodies in a sentence."""

import re
from collections.abc import Iterator

from .places import PROVINCES

_POST = re.compile(
    "(?:书记|主席|主任|[省市县区州盟旗部局厅院校]长|检察长|总理|委员长|秘书长|同志|先生|女士|教授|院士)$"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖石韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤葛华习"
)
_PLACE = re.compile("..(?:自治区|[省州盟旗]|(?<![城都大])市|(?<![强名大])县)$")


def names(sentence: str) -> Iterator[str]:
    """The names in ``sentence``, as printed; rather too few than common words taken for names.

    jieba tags many common words as names (高水平, 慈善, 新建), so its tag alone is not believed: a
    person stands beside a post or is an unknown word of a surname and two characters; a place ends as
    one or is a province; a body has five characters or more.
    """
    import jieba  # 1 s to load, wanted when something is checked
    from jieba import posseg

    words = [(word, tag) for word, tag in posseg.cut(sentence)]
    for i, (word, tag) in enumerate(words):
        if tag == "nr" and 2 <= len(word) <= 4 and not _PLACE.search(word):
            beside = (words[j][0] for j in (i - 1, i + 1) if 0 <= j < len(words))
            unknown = len(word) == 3 and word[0] in _SURNAMES and word not in jieba.dt.FREQ
            found = unknown or any(_POST.search(other) for other in beside)
        elif tag in ("ns", "nr"):
            found = bool(_PLACE.search(word) or word in PROVINCES)
        else:
            found = tag == "nt" and len(word) > 4
        if found:
            yield word
