"""Print habits of many genres: what each document says of itself, and its paragraphs under their headings."""

from typing import Any

import pytest

from index.models import Report
from index.parse import report_from_text

TOWNSHIP = """雲溪縣石門鎮人民政府工作報告

（二〇二五年一月十六日在石門鎮第十九屆人民代表大會第五次會議上）

鎮長　林國豪

各位代表：

　　現在，我代表石門鎮人民政府，向大會報告工作，請予審議，並請列席人員提出意見。

一、二〇二四年工作回顧

　　二〇二四年，全鎮實現農業總產值三億二千萬元，增長百分之五點六。

各位代表！讓我們團結一心，為建設美麗石門而奮鬥！
"""
PROCURATORATE = """                青石县人民检察院工作报告

        ——2025年1月9日在青石县第十八届人民代表大会
                    第四次会议上

            青石县人民检察院代理检察长  何　琳

各位代表：
    现在，我代表县人民检察院向大会报告工作，请予审
议，并请政协委员和列席人员提出意见。
              2024年主要工作
    2024年，县检察院共办理各类案件1286件，其中刑
事检察案件892件，批准逮捕213人，提起公诉468人，同
比分别上升3.2%和1.8%。
    一、聚焦平安建设，维护社会大局稳定
    依法严惩严重暴力犯罪，起诉故意杀人、抢劫等犯罪
17人。起诉电信网络诈骗及关联犯罪96人，追赃挽损
1350万元。
              2025年工作安排
    坚持“高质效办好每一个案件”，全年开展专项监督
5项以上。
"""
NOTICE = """青石县教育局文件

青教发〔2025〕31号

青石县教育局关于做好2025年秋季学期开学工作的通知

各乡镇中心学校，县直各学校（幼儿园）：

为做好2025年秋季学期开学工作，现将有关事项通知如下。

一、开学时间

幼儿园9月3日开园。

附件：1.2025年秋季学期招生计划表
      2.校舍安全排查登记表
      3.开学工作检查组分组名单

青石县教育局
2025年7月15日

（此件主动公开）

附件1

2025年秋季学期招生计划表

学校	班级数	招生人数
第一小学	6	270
第二小学	4	180

附件2

校舍安全排查登记表

一、填表说明

每栋校舍填写一张，由校长签字。

附件3

开学工作检查组分组名单

第一组：组长　李强　副局长
第二组：组长　王霞　督导室主任

抄送：县政府办公室。

青石县教育局办公室　　　　　　　　　　2025年7月15日印发
"""
PLAN = """青石县“十五五”水利发展规划
（2026—2030年）

青石县水利局
2026年3月

前　言

水是生命之源。本规划阐明“十五五”时期水利发展的思路和目标。

第一章　发展基础

第一节　主要成效

“十四五”期间，全县完成水利投资18.6亿元。

专栏1　“十四五”水利主要指标完成情况
指标	2020年	2025年
农田灌溉水有效利用系数	0.58	0.61
水土保持率（%）	81.2	84.5

第二节　存在问题

防洪体系仍有短板。

第二章　主要任务

建设一批重点工程。

专栏2　重点工程
01　防洪工程
加固堤防36公里，除险加固水库3座。
02　供水工程
新建县城第二水厂，日供水5万吨。

第三章　保障措施

规划总投资26.4亿元。
"""
PRESS = """首页 > 新闻发布 > 新闻发布会实录
青石县“惠企政策”新闻发布会实录
发布日期：2025-06-18 16:20 信息来源：县政府新闻办 浏览次数：326
字体：[大 中 小] 打印 分享到：

时间：2025年6月18日上午10时
地点：县行政中心二楼新闻发布厅

赵丽：
各位记者朋友，大家上午好！今天我们请到了县经信局局长钱伟先生。

钱伟：
各位媒体朋友，大家好。下面我介绍两方面情况：
一、政策出台背景
去年全县工业技改投资下降2.1%，企业融资成本偏高。
二、主要内容
政策共18条，安排专项资金6000万元。

青石日报记者：请问中小企业如何申报技改补助？最高能拿多少？

钱伟：谢谢您的提问。按设备投资额的10%给予补助，单个企业最高300万元。

县融媒体中心记者：
今年在降低融资成本上有什么举措？

钱伟：我们设立了1.5亿元的应急转贷资金。

赵丽：今天的发布会到此结束，谢谢大家。

【关闭窗口】 【打印本页】
上一篇：关于2025年防汛工作的新闻发布会
下一篇：没有了
"""
AGENDA = """白水镇党委会议纪要
会议时间：2025年3月11日 14:30
会议地点：镇三楼会议室
参会人员：王芳、赵强、陈立

议题一：研究2025年春耕备耕工作
刘建军：今年粮食播种面积不少于2.6万亩，要早安排。
决议：由农业办4月5日前落实化肥缺口。

议题二：研究河道清淤工程
赵强：工程概算86万元，县里补助50万元。
决议：同意实施，缺口由镇财政解决。
"""
WEB_NOTICE = """索 引 号：000014349/2025-00031
主题分类：农业、林业、水利
发文机关：云汀省人民政府办公厅
成文日期：2025年04月18日
标　　题：云汀省人民政府办公厅关于加强高标准农田建设的实施意见
发文字号：云政办发〔2025〕16号
发布日期：2025年04月25日

云汀省人民政府办公厅关于加强
高标准农田建设的实施意见
云政办发〔2025〕16号

各市、县（区）人民政府，省政府各部门：

为加强高标准农田建设，提出如下意见。

一、总体要求

到2027年，全省累计建成高标准农田3200万亩。

云汀省人民政府办公厅
2025年4月18日

（此件公开发布）

扫一扫在手机打开当前页
【打印】【关闭】
相关稿件
云汀省高标准农田建设规划
"""
UNBROKEN = (
    "中共白水市委关于制定国民经济和社会发展第十五个五年规划的建议（2025年12月3日中共白水市委八届九次全会通过）"
    "为深入贯彻全会精神，市委就制定“十五五”规划提出如下建议。一、“十五五”时期的形势和目标　"
    "（１）发展形势。全市生产总值由９８０亿元增加到１５２０亿元。（２）主要目标。研发投入强度达到２．８％。"
    "二、重点任务　（３）建设现代化产业体系。培育规上企业１８００家。（４）推进乡村全面振兴。粮食稳定在１２０万吨以上。"
)
AUDIT = """青石县审计局
关于2024年度县本级预算执行和其他财政收支的审计工作报告
——2025年7月29日在县十八届人大常委会第二十八次会议上
县审计局局长 陆建华
主任、各位副主任、各位委员：
我受县人民政府委托，报告审计情况，请予审议。
一、财政管理审计情况
审计了县财政局组织的预算执行情况，发现的主要问题：
（一）预算编制不够细化。3.26亿元支出年初未落实到具体项目。
二、审计建议
（一）硬化预算约束。
（二）强化资金监管。
报告反映的问题，县政府将督促整改，并于年底前报告。
"""
DOCUMENTS = {
    "township": TOWNSHIP,
    "procuratorate": PROCURATORATE,
    "notice": NOTICE,
    "plan": PLAN,
    "press": PRESS,
    "agenda": AGENDA,
    "web notice": WEB_NOTICE,
    "unbroken": UNBROKEN,
    "audit": AUDIT,
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "township",
            {"title": "雲溪縣石門鎮人民政府工作報告", "body": "政府", "level": "乡级", "genre": "报告"},
        ),
        ("township", {"author": "林國豪", "venue": "在石門鎮第十九屆人民代表大會第五次會議上"}),
        ("township", {"region": "石门镇", "year": 2025, "reported": 2024, "planned": 2025}),
        (
            "procuratorate",
            {"venue": "在青石县第十八届人民代表大会第四次会议上", "author": "何琳", "body": "检察院"},
        ),
        ("notice", {"number": "青教发〔2025〕31号", "date": "2025年7月15日", "body": "教育局"}),
        (
            "plan",
            {"title": "青石县“十五五”水利发展规划（2026—2030年）", "year": 2026, "author": "青石县水利局"},
        ),
        ("press", {"date": "2025年6月18日", "venue": "县行政中心二楼新闻发布厅", "genre": "实录"}),
        ("agenda", {"region": "白水镇", "body": "党委", "date": "2025年3月11日", "venue": "镇三楼会议室"}),
        (
            "web notice",
            {
                "title": "云汀省人民政府办公厅关于加强高标准农田建设的实施意见",
                "number": "云政办发〔2025〕16号",
            },
        ),
        ("unbroken", {"region": "白水市", "body": "党委", "date": "2025年12月3日", "genre": "建议"}),
        ("audit", {"author": "陆建华", "body": "审计局", "reported": 2024}),
    ],
)
def test_what_a_document_says_of_itself(name: str, expected: dict[str, Any]) -> None:
    metadata = report_from_text(DOCUMENTS[name]).metadata
    assert {field: getattr(metadata, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "王海涛同志在全县三级干部大会上的讲话\n\n2025年2月8日\n\n同志们：",
            {
                "title": "王海涛同志在全县三级干部大会上的讲话",
                "author": "王海涛",
                "venue": "在全县三级干部大会上",
            },
        ),
        (
            "青石县交通运输局2024年工作总结及2025年工作思路\n",
            {"title": "青石县交通运输局2024年工作总结及2025年工作思路", "region": "青石县"},
        ),
        ("白水县2025年政府预算草案\n", {"region": "白水县", "genre": "预算", "planned": 2025}),
        ("青石县财政投资评审管理办法（试行）\n", {"region": "青石县", "genre": "办法"}),
        ("乾县人民政府工作报告\n2025年1月8日\n", {"region": "乾县", "year": 2025}),
    ],
)
def test_titles_of_other_forms(front: str, expected: dict[str, Any]) -> None:
    text = f"{front}\n一、总体情况\n工作由县财政局负责，全年完成投资2.3亿元。\n二、下步安排\n计划完成投资5.6亿元。"
    metadata = report_from_text(text).metadata
    assert {field: getattr(metadata, field) for field in expected} == expected


def places(report: Report) -> dict[str, tuple[str, ...]]:
    return {report.quote(paragraph.span): paragraph.section for paragraph in report.paragraphs}


@pytest.mark.parametrize(
    ("name", "text", "section"),
    [
        ("township", "各位代表！讓我們團結一心，為建設美麗石門而奮鬥！", ()),
        (
            "procuratorate",
            "依法严惩严重暴力犯罪，起诉故意杀人、抢劫等犯罪17人。起诉电信网络诈骗及关联犯罪96人，追赃挽损1350万元。",
            ("2024年主要工作", "一、聚焦平安建设，维护社会大局稳定"),
        ),
        (
            "procuratorate",
            "坚持“高质效办好每一个案件”，全年开展专项监督5项以上。",
            ("2025年工作安排",),
        ),
        ("notice", "2025年秋季学期招生计划表：第二小学｜班级数4｜招生人数180", ("附件1",)),
        ("notice", "每栋校舍填写一张，由校长签字。", ("附件2 校舍安全排查登记表", "一、填表说明")),
        ("notice", "第二组：组长　王霞　督导室主任", ("附件3 开学工作检查组分组名单",)),
        ("notice", "抄送：县政府办公室。", ()),
        ("plan", "水是生命之源。本规划阐明“十五五”时期水利发展的思路和目标。", ("前　言",)),
        (
            "plan",
            "专栏1 “十四五”水利主要指标完成情况：水土保持率（%）｜2020年81.2%｜2025年84.5%",
            ("第一章　发展基础", "第一节　主要成效"),
        ),
        ("plan", "防洪体系仍有短板。", ("第一章　发展基础", "第二节　存在问题")),
        (
            "plan",
            "加固堤防36公里，除险加固水库3座。",
            ("第二章　主要任务", "专栏2　重点工程", "01　防洪工程"),
        ),
        ("plan", "规划总投资26.4亿元。", ("第三章　保障措施",)),
        ("press", "政策共18条，安排专项资金6000万元。", ("二、主要内容",)),
        ("press", "青石日报记者：请问中小企业如何申报技改补助？最高能拿多少？", ()),
        ("press", "钱伟：我们设立了1.5亿元的应急转贷资金。", ()),
        ("agenda", "决议：由农业办4月5日前落实化肥缺口。", ("议题一：研究2025年春耕备耕工作",)),
        ("agenda", "决议：同意实施，缺口由镇财政解决。", ("议题二：研究河道清淤工程",)),
        (
            "unbroken",
            "（２）主要目标。研发投入强度达到２．８％。",
            ("一、“十五五”时期的形势和目标", "（２）主要目标"),
        ),
        (
            "unbroken",
            "（３）建设现代化产业体系。培育规上企业１８００家。",
            ("二、重点任务", "（３）建设现代化产业体系"),
        ),
        ("audit", "报告反映的问题，县政府将督促整改，并于年底前报告。", ("二、审计建议",)),
    ],
)
def test_where_a_paragraph_stands(name: str, text: str, section: tuple[str, ...]) -> None:
    assert places(report_from_text(DOCUMENTS[name]))[text] == section


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("press", "首页 【关闭窗口】 上一篇 下一篇 浏览次数"),
        ("web notice", "扫一扫 【打印】 相关稿件 索引号"),
    ],
)
def test_what_a_page_puts_around_its_text_is_no_paragraph(name: str, foreign: str) -> None:
    told = "\n".join(places(report_from_text(DOCUMENTS[name])))
    assert [word for word in foreign.split() if word in told] == []


def test_who_signs_stays_when_the_page_goes() -> None:
    assert list(places(report_from_text(WEB_NOTICE)))[-3:] == [
        "云汀省人民政府办公厅",
        "2025年4月18日",
        "（此件公开发布）",
    ]


def test_responsibilities_under_a_task_are_no_speeches() -> None:
    tasks = "".join(
        f"（{number}）完成任务{number}。每年实施项目30个。\n责任单位：县经信局\n完成时限：2027年12月\n"
        for number in "一二三"
    )
    report = report_from_text(f"石峰县设备更新行动方案\n一、重点任务\n{tasks}")
    owners = [p.section[-1] for p in report.paragraphs if report.quote(p.span).startswith("责任单位")]
    assert owners == ["（一）完成任务一", "（二）完成任务二", "（三）完成任务三"]


def test_notes_below_a_communique_stand_under_no_part() -> None:
    body = "一、常住人口\n全省常住人口为45,281,930人。\n二、性别构成\n男性人口占51.60%。\n注释：\n[1] 本公报数据均为初步数据。"
    report = report_from_text(f"云汀省人口普查公报\n云汀省统计局\n2021年5月18日\n{body}")
    assert places(report)["[1] 本公报数据均为初步数据。"] == ("注释",)


def test_speeches_whose_speakers_stand_on_lines_of_their_own_with_their_posts() -> None:
    turns = (
        "国务院新闻办新闻局局长、新闻发言人 寿小丽：\n女士们、先生们，大家上午好！\n住房城乡建设部部长 倪虹：\n谢谢主持人。\n"
        "一、关于保交房\n全国已交付396万套。\n中央广播电视总台央视记者：\n请问今年进展怎样？\n倪虹：\n已审批贷款1.4万亿元。\n"
        "寿小丽：\n今天的发布会到此结束，谢谢大家！"
    )
    placed = places(report_from_text(f"住房城乡建设新闻发布会\n2024-08-23\n{turns}"))
    assert placed["全国已交付396万套。"] == ("一、关于保交房",)
    assert placed["请问今年进展怎样？"] == placed["已审批贷款1.4万亿元。"] == ()


def test_what_stands_before_a_meeting_of_the_county_is_no_place() -> None:
    text = "在县委农村工作会议上的讲话\n（2025年2月18日）\n县委书记　李长河\n同志们：\n全县粮食产量38.2万吨。"
    assert report_from_text(text).metadata.region == ""
