"""What a question for a name, a time, a place or a list demands that the quotes do not hold; see `rag.unmet`."""

import re

from index.tokens import normalise

from .names import may_name_someone
from .numerals import number
from .places import PROVINCES
from .question import Kind, Question
from .quoted import Evidence, without

# ---- what is not in the reports at all

_PLACE_IN_TEXT = re.compile("第([0-9一二三四五六七八九十百]+)(条|章|节|款|页|部分)")


def _other_ordinal(question: Question, evidence: Evidence) -> str | None:
    """第五条: named by its number, and the report has no such number."""
    text = normalise(question.text)
    asked = [(number(m[1]), m[2], m[0]) for m in _PLACE_IN_TEXT.finditer(text)]
    if not asked:
        return None
    held = {(number(m[1]), m[2]) for m in _PLACE_IN_TEXT.finditer(normalise(evidence.report))}
    missing = [words for value, unit, words in asked if (value, unit) not in held]
    return f"没有“{missing[0]}”" if missing else None


_SESSION = re.compile("[一二三四五六七八九十]+届(?P<which>[一二三四五六七八九十]+次)(?:全体)?会议")


def _other_session(question: Question, evidence: Evidence) -> str | None:
    """十届三次会议 is asked about, and the report speaks of others, but not of it."""
    asked = _SESSION.finditer(question.text)
    missing = [match for match in asked if not re.search(f"{match['which']}(?:全体)?会议", evidence.report)]
    return f"没有说到{missing[0][0]}" if missing else None


# ---- times, names and kinds of places

_TIME = re.compile(
    "[0-9一二三四五六七八九十〇零]+(?:[年月日号周天届]|世纪)|[年月季]度?[初中底末]|季度|[上下]半年|[上下]旬|期间|时期|以来|当[年月日天]|"
    "[同次今去前昨明]年|同[月日]|春节|[之以][前后]|时[,，]?|随后|近日|目前|[前后][,，]|开局|十[一二三四五]五|元宵|清明节|端午|中秋|国庆|[春夏秋冬]季"
)
_NAMES_ASKED = re.compile(
    "(?:都|分别|各)(?:是|叫|为)谁|有谁|姓名|名单|作者|编者|哪几[位名]"
    "|(?:[人员长者家师手生]|代表|书记|主席|干部|院士|教授|模范|英雄)(?:们|都|分别|各|的)*(?:叫(?:什么|啥)|名字)"
)
_NOT_PEOPLE = re.compile("[高院学]校|大学|公司|企业|项目|平台|活动|品牌|工程|系统|机制|地方|报告|文件")
_TITLED = re.compile("《[^》]*》")
_PLACES = {
    "乡镇": "[一-龥]{1,4}(?<![各个城下返还故家入])(?:镇|乡(?![村镇亲贤])|街道|办事处)",
    "村": "[一-龥]{1,4}(?<![各个农乡示范])村",
    "县": "[一-龥]{1,4}(?<![各全个小大强域贫困示范试点])县(?!域|级|城)|[一-龥]{2,}(?<!小)[市旗区](?!场|域|级)",
    "省": "|".join(PROVINCES),
}
_LISTED_PLACES = "、[一-龥]{{2,4}}(?:等)?(?:[0-9一二三四五六七八九十]+个)?(?:{})"  # 白鹭、官渡等4个乡镇
_WHICH_PLACE = re.compile(
    "哪(?:(?:几|些|[一二两三四五六七八九十]?个)?个?(?P<sort>乡镇|村|县(?!市|区))|(?:几|些|[二两三四五六七八九十]个?)个?(?P<province>省))"
)


def _no_time(question: Question, evidence: Evidence) -> str | None:
    """When is asked, and no time of any sort is said."""
    said = any(_TIME.search(_TITLED.sub("", text)) for text in evidence.excerpts)
    return None if question.kind is not Kind.DATE or said else "没有说明时间"


def _no_names(question: Question, evidence: Evidence) -> str | None:
    """Names are asked for, and there is none."""
    text = normalise(question.text)
    if question.kind not in (Kind.PERSON, Kind.LIST) or not _NAMES_ASKED.search(text):
        return None
    found = any(may_name_someone(_TITLED.sub("", quote)) for quote in evidence.quotes)
    return None if found or _NOT_PEOPLE.search(text) else "没有列出姓名"


def _no_such_place(question: Question, evidence: Evidence) -> str | None:
    """哪几个乡镇, and no 镇 or 乡 is named."""
    asked = _WHICH_PLACE.search(normalise(question.text))
    sort = asked and (asked["sort"] or asked["province"])
    if not sort or any(re.search(_PLACES[sort], _rest(question, quote)) for quote in evidence.quotes):
        return None
    if any(re.search(_LISTED_PLACES.format(sort), quote) for quote in evidence.quotes):
        return None
    return f"没有列出是哪些{sort}"


_POSTS = re.compile("书记|主席|主任|领导|[省市县区州部厅局]长|总理|同志|总统|首相")
_BY = re.compile(
    "(?:是|由|被|(?<![成作认因以行称])为)[一-龥]{2}|公司|集团|[院校室所局厅委部会府](?:牵头|主办|承办|负责)"
)  # someone, whom no list of names knows
_WHO = re.compile("由谁|是谁|哪[一]?位|负责人|担任")


def _nobody(question: Question, evidence: Evidence) -> str | None:
    """Who does it is asked, and nobody is named, by name or by post."""
    if question.kind is not Kind.PERSON or not _WHO.search(normalise(question.text)):
        return None
    texts = [_TITLED.sub("", text) for text in evidence.excerpts]
    found = any(map(_BY.search, (evidence.clause, *evidence.quotes))) or any(
        may_name_someone(t) or _POSTS.search(t) for t in texts
    )
    return None if found else "没有说明是谁"


_OF_A_POST = re.compile(
    "(?P<post>副?(?:书记|主席|董事长|总经理|秘书长|[省市县区州部厅局镇乡院校]长|主任|总理))(?:现在|目前|分别)?(?:是|叫|由|为)?(?:谁|哪一?位|什么名字|有?(?:几|多少)[位名个])"
)


def _other_post(question: Question, evidence: Evidence) -> str | None:
    """Who the 县长 is, and the 县委书记 is spoken of."""
    asked = _OF_A_POST.search(normalise(question.text))
    return None if not asked or asked["post"] in evidence.around else f"没有说到{asked['post']}"


# What kinds of bodies are asked for, and how the name of one ends.
_BODIES = {
    "药企|企业|公司|集团|民企|国企|央企|厂家": "公司|集团|企业|股份|控股|建投|材料|电子|医药|药业|科技|能源|厂|银行",
    "医院": "医院",
    "大学|高校|学校|院校": "大学|学院|学校|中学|小学",
    "银行|金融机构": "银行|信用社|机构|保险",
    "部门|单位|机构": "[局厅部委办处院会]|中心|政府|政协|人大|公司",
}
_WHICH_BODY = re.compile(f"(?:哪一?[家所个几些]|什么|啥)[一-龥]{{0,3}}?(?P<body>{'|'.join(_BODIES)})")
_SEVERAL_ASKED = re.compile("[些几]")
_NOT_OF_A_NAME = re.compile(
    r"\s|首[个家所批]|全[国省市]|获批|设立|新[建设增]|[一二三四五六七八九十]+[个家所]|公司|企业|大学|银行"
)
_NAMED_OTHERWISE = re.compile("[a-z]{2,}|[“《]")
_NAMED_TOGETHER = re.compile("、|等")
_DONE_BY = re.compile("(?:由|被|属于?)[一-龥]{2}")
_WHERE = re.compile(
    "哪[个座些]?(?:省|市|城市|区县|县|地方|国家|海域|港口|地区|州)|在?哪[里儿]|什么地方|何[处地]"
)
_WHICH_SORT = re.compile("哪[个座些]?[一-龥]{0,2}(?:省|市|县|国家|港|州)")  # 哪里 may be told in other words
_LANDED = re.compile("落[地户]|坐落|位于|设在|[在到赴]")
_SOMEWHERE = re.compile("[在到向往赴去落]|[省市县区州旗镇村港湾岛口岸]")


_QUOTED = re.compile("“[^”]+”|《[^》]+》")


def _no_such_body(question: Question, evidence: Evidence) -> str | None:
    """哪家企业, and beside what the question says itself no company is named."""
    asked = _WHICH_BODY.search(normalise(question.text))
    if not asked or question.kind not in (Kind.ORGANISATION, Kind.LIST, Kind.OTHER):
        return None
    ends = next(ends for body, ends in _BODIES.items() if re.fullmatch(body, asked["body"]))
    clause = normalise(evidence.clause)
    bodies = (match[0] for match in re.finditer(f"[一-龥]{{2,6}}(?:{ends})", clause))
    named = any(len(_NOT_OF_A_NAME.sub("", _rest(question, body))) > 1 for body in bodies)
    rest = _rest(question, clause)
    several = _SEVERAL_ASKED.search(asked[0]) and _NAMED_TOGETHER.search(rest)
    if named or several or _NAMED_OTHERWISE.search(rest) or any(map(_DONE_BY.search, evidence.quotes)):
        return None
    return f"没有说是哪家{asked['body']}"


def _nowhere(question: Question, evidence: Evidence) -> str | None:
    """Where is asked, and beside what the question says itself no place is named."""
    text = normalise(question.text)
    if question.kind is not Kind.PLACE or not _WHERE.search(text):
        return None
    said = " ".join(evidence.quotes if _WHICH_SORT.search(text) else evidence.excerpts)
    rest = _rest(question, said)
    if _LANDED.search(said) or _SOMEWHERE.search(rest):
        return None
    from jieba import posseg  # 1 s to load, wanted for few questions

    return None if any(tag.startswith("ns") for _, tag in posseg.cut(rest)) else "没有说明地点"


def _rest(question: Question, text: str) -> str:
    """The text without the question's own words, and its own terms in quotation marks."""
    terms = _QUOTED.findall(normalise(question.text))
    return without([*terms, *(word for word in question.words if len(word) > 1)], normalise(text))


RULES = (
    _other_ordinal,
    _other_session,
    _no_time,
    _no_names,
    _nobody,
    _other_post,
    _no_such_place,
    _no_such_body,
    _nowhere,
)
