"""The lines above a report's body: title, venue and date, author, salutation."""

import re
from dataclasses import dataclass
from typing import Literal

from .headings import is_line_heading, marker
from .lines import Line

Role = Literal["title", "venue", "author", "salutation", "note"]

_MAX_FRONT = 20  # lines looked at
_ADDRESSEE = r"(?:代表|委员|同志|同志们|朋友们|来宾|领导|主任|副主任|秘书长|主席|审判员|列席人员|列席同志)"
_SALUTATION = re.compile(
    rf"(?=.*(?:各位|尊敬的|同志们))(?:(?:(?!我|请|现在)\w){{0,16}}?{_ADDRESSEE}(?:[、，,\s]+|(?=[：:！!。.]|$)))+[：:！!。.]?"
)
_SOURCE = re.compile(
    r"(?:信息|文章|稿件)?(?:来源|稿源|出处|发布时间|发布日期|发布机构|成文日期|时间|日期|作者|责任编辑|编辑|浏览次数|字号|字体)\s*[:：].*"
)
_DATE = re.compile(
    r"[12]\d{3}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_VENUE = re.compile(r"在.{2,50}(?:会议|大会|全会|例会)(?:上|$|[）)])")
_TITLE = re.compile(
    r".*(?:报告|讲话|致辞|发言|公报|述职|说明|汇报|总结)(?:[（(].{1,20}[）)])?(?:[（(].{1,20}[）)])?"
)
_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff]\s+)+[\u4e00-\u9fff]")  # 政 府 工 作 报 告
_POST = r"[\w\s]{0,30}?(?:总理|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席|主任|院长|检察长|书记|会长|局长|专员|理事长)"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    "车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由寿"
)
NAME = re.compile(
    rf"(?:[{_SURNAMES}](?:[\s\u3000]*[\u4e00-\u9fff]){{1,3}}|[\u4e00-\u9fff]{{1,8}}(?:·[\u4e00-\u9fff]{{1,8}})+)"
)
_AUTHOR = re.compile(
    rf"(?:报告人[:：]?\s*)?(?:(?P<post>{_POST})[\s\u3000]*(?P<name>{NAME.pattern})?|(?P<bare>{NAME.pattern}))"
)


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line above the body, and what it is."""

    role: Role
    text: str


def is_salutation(text: str) -> bool:
    """Whether a line only addresses the audience: 各位代表： 主任、各位副主任、各位委员："""
    return len(text) <= 60 and bool(_SALUTATION.fullmatch(text))


def is_source(text: str) -> bool:
    """Whether a line names where a text was published: 来源：云南日报."""
    return len(text) <= 60 and bool(_SOURCE.fullmatch(text))


def is_venue(text: str) -> bool:
    """Whether a line says when or where the report was given."""
    if len(text) > 120 or re.search(r"。.", text):
        return False
    dated = _DATE.match(text.lstrip("—―-－ （("))
    return bool(_VENUE.search(text)) if not dated else len(text) <= 40 or bool(_VENUE.search(text))


def is_title(text: str) -> bool:
    if _LETTER_SPACED.fullmatch(text):
        text = "".join(text.split())
    return len(text) <= 80 and marker(text) is None and bool(_TITLE.fullmatch(text))


def author_parts(text: str) -> tuple[str, str] | None:
    """Post and name of a line such as 省长 王予波, 国务院总理 or 华寿军; either may be empty."""
    match = _AUTHOR.fullmatch(text) if len(text) <= 40 else None
    return (match["post"] or "", match["name"] or match["bare"] or "") if match else None


def date_in(text: str) -> str:
    match = _DATE.search(text)
    return match[0] if match else ""


def front_length(lines: list[Line]) -> int:
    """How many lines may stand above the body: up to the salutation, the first heading mark or running text."""
    head = lines[:_MAX_FRONT]
    for index, line in enumerate(head):
        if is_salutation(line.text):
            return index + 1
    for index, line in enumerate(head):
        running = len(line.text) >= 60 or bool(re.search(r"[。；]", line.text))
        if line.kind == "row" or marker_ahead(line) or (running and not is_venue(line.text)):
            return index
    return len(head)


def marker_ahead(line: Line) -> bool:
    mark = marker(line.text)
    return mark is not None and not is_venue(line.text)


def read_front(lines: list[Line]) -> list[FrontLine]:
    """The roles of the lines above the body; the first line that has none begins the body."""
    front: list[FrontLine] = []
    limit = front_length(lines)
    for index, line in enumerate(lines[:limit]):
        role = _role(line, [part.role for part in front], lines[index + 1 : limit])
        if role is None:
            break
        front.append(FrontLine(role, line.text))
        if role == "salutation":
            break
    return front


def _role(line: Line, before: list[Role], after: list[Line]) -> Role | None:
    text = line.text
    if is_salutation(text):
        return "salutation"
    if is_source(text):
        return "note"
    if is_venue(text):
        return "venue"
    if is_title(text):
        return "title"
    parts = author_parts(text)
    if parts is not None and (parts[0] or "title" in before or "venue" in before):
        return "author"
    if not is_line_heading(text, marker(text)):
        return None
    if "title" not in before:
        return "title" if any(is_title(later.text) for later in after[:2]) else None
    return "author" if after and is_salutation(after[-1].text) else None  # the office that reports
