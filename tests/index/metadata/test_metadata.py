"""What documents of every genre say about themselves: title, region, body, year, date, venue, author, number."""

import pytest

from index.parse import report_from_text
from tests.index.made import ORDERS, metadata, told

WORK = "各位代表：\n现在，我代表县人民政府，向大会报告工作。\n一、2024年工作回顾\n全年新建公路112公里。"
NOTICE = """青石县人民政府文件
青政发〔2025〕12号

青石县人民政府关于印发青石县农村公路养护管理办法的通知

各乡镇人民政府，县政府各部门：

现将《青石县农村公路养护管理办法》印发给你们，请认真贯彻执行。

青石县人民政府
2025年3月18日

青石县农村公路养护管理办法

第一章 总则

第一条 为加强农村公路养护管理，制定本办法。

第二条 本办法适用于县道、乡道和村道。
"""
RULES = """关于印发《青石县技术交易场所管理细则》的通知

各有关单位：

现将《青石县技术交易场所管理细则》印发给你们。

青石县科学技术局

2025年4月11日

青石县技术交易场所管理细则

第一条 技术交易场所变更下列事项之一的，应当向县科技局提出申请：

（一）变更名称；
"""
CONGRESS = """高举旗帜 牢记使命
为建设现代化新青石而团结奋斗
——在中国共产党青石县第十五次代表大会上的报告
（2021年8月26日）
李长河

同志们：

现在，我代表中共青石县第十四届委员会向大会作报告。

一、过去五年的工作

五年来，全县累计脱贫32108人。
"""
WEB_PAGE = """2026年青石县政府工作报告
下载
打印
全屏
收藏
【字号：
加大
还原
减小
】
2026年青石县政府工作报告
——2026年1月25日在青石县第十六届人民代表大会第四次会议上
来源：青石日报
时间：2026-02-02
县长 陈立新
陈立新同志作政府工作报告。本报记者摄
"""


@pytest.mark.parametrize(
    ("title", "region", "body", "level"),
    [
        ("2025年青石县政府工作报告", "青石县", "政府", "县级"),
        ("二〇二五年青石县政府工作报告", "青石县", "政府", "县级"),
        ("2025青石县政府工作报告", "青石县", "政府", "县级"),
        ("2025年临渚市人民检察院工作报告", "临渚市", "检察院", "市级"),
        ("2025年石渡镇政府工作报告", "石渡镇", "政府", "乡级"),
        ("2025年西藏自治区政府工作报告", "西藏自治区", "政府", "省级"),
        ("2025年湘西土家族苗族自治州政府工作报告", "湘西土家族苗族自治州", "政府", "市级"),
        ("2025年政府工作报告（青石县）", "青石县", "政府", "县级"),
        ("2025年宁夏政府工作报告", "宁夏", "政府", "省级"),
    ],
)
def test_a_title_that_begins_with_the_year(title: str, region: str, body: str, level: str) -> None:
    told(f"{title}\n{WORK}", title=title, region=region, body=body, level=level, year=2025)


def test_what_is_not_printed_is_not_known() -> None:
    told(f"2025年青石县政府工作报告\n{WORK}", date="", author="", venue="", number="")
    web_day = metadata(f"2026年青石县政府工作报告\n2026-02-01\n{WORK}")
    assert (web_day.date, web_day.year) == ("", 2026)  # the day of a web page is not the report's


def test_web_page_above_a_report() -> None:
    report = report_from_text(WEB_PAGE + WORK)
    told(
        WEB_PAGE + WORK,
        title="2026年青石县政府工作报告",
        region="青石县",
        year=2026,
        date="2026年1月25日",
        venue="在青石县第十六届人民代表大会第四次会议上",
        author="陈立新",
    )
    assert report.quote(report.paragraphs[0].span).startswith("现在，我代表")
    told(
        "首页 > 政务公开 > 政府工作报告\n2026年临渚市政府工作报告\n发布时间：2026-02-02 10:20 来源：临渚日报\n打印\n分享\n"
        "——2026年1月25日在临渚市第十六届人民代表大会第四次会议上\n临渚市市长　林一鸣\n" + WORK,
        title="2026年临渚市政府工作报告",
        date="2026年1月25日",
        author="林一鸣",
    )


def test_notice_with_its_attachment() -> None:
    told(
        NOTICE,
        title="青石县人民政府关于印发青石县农村公路养护管理办法的通知",
        attachment="青石县农村公路养护管理办法",
        region="青石县",
        body="政府",
        year=2025,
        date="2025年3月18日",
        number="青政发〔2025〕12号",
        author="青石县人民政府",
        genre="通知",
    )
    report = report_from_text(NOTICE)
    assert [section.path for section in report.sections[:2]] == [
        ("第一章 总则",),  # the title of what is issued covers everything and is no section
        ("第一章 总则", "第一条"),
    ]
    assert report.quote(report.paragraphs[0].span).startswith("现将《青石县农村公路养护管理办法》")


def test_letterhead_number_and_title_on_lines_of_their_own() -> None:
    told(
        "国务院办公厅\n\n国办发〔2026〕15号\n\n关于加快推进数字化转型的通知\n各省、自治区、直辖市人民政府，国务院各部委：\n"
        f"现就有关事项通知如下：\n{ORDERS}\n国务院办公厅\n2026年5月26日\n",
        title="关于加快推进数字化转型的通知",
        region="全国",
        body="政府",
        year=2026,
        date="2026年5月26日",
        number="国办发〔2026〕15号",
    )
    told(
        "国务院关于印发\n\n“十四五”国家应急体系规划的通知\n\n国发〔2021〕36号\n\n各省、自治区、直辖市人民政府：\n\n"
        f"现将规划印发给你们。\n\n国务院\n\n2021年12月30日\n\n“十四五”国家应急体系规划\n\n{ORDERS}",
        title="国务院关于印发“十四五”国家应急体系规划的通知",
        attachment="“十四五”国家应急体系规划",
        region="全国",
        year=2021,
        date="2021年12月30日",
    )


def test_the_day_signed_is_the_day_of_rules() -> None:
    told(
        RULES,
        title="关于印发《青石县技术交易场所管理细则》的通知",
        region="青石县",
        body="科学技术局",
        year=2025,
        date="2025年4月11日",
    )
    told(
        "棠溪县农村供水工程运行管理办法\n\n（2025年3月18日棠溪县人民政府第42次常务会议审议通过，棠政发〔2025〕9号印发）\n\n"
        "第一章 总则\n\n第一条 本办法自2025年5月1日起施行。\n",
        title="棠溪县农村供水工程运行管理办法",
        region="棠溪县",
        body="政府",
        date="2025年3月18日",
        number="棠政发〔2025〕9号",
        genre="办法",
    )
    told(
        "青石县农贸市场管理办法\n（2024年12月5日青石县人民政府令第8号公布　自2025年2月1日起施行）\n第一条　制定本办法。\n",
        title="青石县农贸市场管理办法",
        date="2024年12月5日",
        number="青石县人民政府令第8号",
    )
    told(
        "青岗县人民政府令\n第12号\n\n《青岗县城市供水管理办法》已经县人民政府常务会议通过，自2024年5月1日起施行。\n\n"
        "县长 王长河\n2024年3月15日\n\n青岗县城市供水管理办法\n\n第一章 总则\n\n第一条 制定本办法。\n",
        title="青岗县人民政府令",
        number="第12号",
        author="王长河",
        date="2024年3月15日",
        attachment="青岗县城市供水管理办法",
    )


def test_several_offices_sign() -> None:
    told(
        "关于印发《终端设备管理规定》的通知\n国信办发文〔2025〕1号\n各省、自治区、直辖市互联网信息办公室：\n现将规定印发给你们。\n"
        f"国家互联网信息办公室\n工业和信息化部\n海关总署\n2025年4月23日\n{ORDERS}",
        region="全国",
        body="国家互联网信息办公室",
        author="国家互联网信息办公室 工业和信息化部 海关总署",
        date="2025年4月23日",
    )


def test_party_congress() -> None:
    told(
        CONGRESS,
        title="高举旗帜 牢记使命 为建设现代化新青石而团结奋斗",
        region="青石县",
        body="党委",
        year=2021,
        date="2021年8月26日",
        venue="在中国共产党青石县第十五次代表大会上",
        author="李长河",
        genre="报告",
    )
    assert [section.title for section in report_from_text(CONGRESS).sections] == ["一、过去五年的工作"]
    told(
        "坚定信心 开拓创新\n奋力谱写新篇章\n在中国共产党临渚市第十次代表大会上的报告\n（2026年9月26日）\n赵 明\n同志们：\n我代表市委作报告。",
        title="坚定信心 开拓创新 奋力谱写新篇章",
        region="临渚市",
        author="赵明",
    )
    told(
        "牢记初心使命 忠诚履职担当\n——在中国共产党青岗县第十四届纪律检查委员会第四次全体会议上的工作报告\n（2025年1月20日）\n习立行\n"
        "同志们：\n我代表县纪委常委会作工作报告。\n一、2024年工作回顾\n立案112件。",
        title="牢记初心使命 忠诚履职担当",
        region="青岗县",
        body="纪委",
        author="习立行",
        reported=2024,
    )


def test_short_region_of_a_title_that_the_report_calls_by_its_own_name() -> None:
    told(
        "政协云汀市江渚区第十五届委员会常务委员会工作报告\n——2024年1月23日在政协云汀市江渚区第十五届委员会第三次会议上\n"
        "区政协主席　苏映雪\n各位委员：\n现在，我代表政协江渚区第十五届委员会常务委员会向大会报告工作。\n一、2023年工作回顾\n召开会议1次。",
        region="江渚区",
        body="政协",
        author="苏映雪",
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "青石县人民政府工作报告\n——2025年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：",
            "青石县政府2025年",
        ),
        ("青石县公路养护办法\n（2025年3月18日）\n青石县交通局", "青石县公路养护办法"),
        ("青石县人民政府关于印发青石县公路养护办法的通知\n青政发〔2025〕12号", "青石县公路养护办法"),
        ("国务院办公厅\n国办发〔2026〕15号\n关于加快转型的通知", "全国政府2026年 关于加快转型的通知"),
    ],
)
def test_what_tells_a_document_from_others(text: str, short: str) -> None:
    """A body gives one work report a year; of what else it issues the title tells which."""
    assert metadata(f"{text}\n\n{ORDERS}").short_title == short
