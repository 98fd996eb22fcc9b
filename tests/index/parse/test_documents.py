"""Rules, notices and minutes as clerks print them: articles, annexes, contents, who signs and who was there."""

from index.models import Report
from index.parse import report_from_text

ORDER = """青岗县人民政府令
第8号

《青岗县停车场管理办法》已经2025年3月6日县人民政府第61次常务会议审议通过，现予公布，自2025年5月1日起施行。

县长　林若海
2025年3月12日

青岗县停车场管理办法

目　录

第一章　总则
第二章　法律责任

第一章　总则

第一条　为了加强停车场管理，改善交通状况，根据有关法律、法规，结合本县实际，制定本办法。

第二条　本县城市建成区内停车场的规划、建设、使用和管理，适用本办法。
本办法所称停车场，是指供机动车停放的露天或者室内场所，包括：
（一）公共停车场；
（二）专用停车场。

第二章　法律责任

第三条　违反本办法规定，有下列行为之一的，处500元以上2000元以下罚款：
（一）擅自停用停车场的；
（二）占用消防通道停车的：
1.首次违反的，予以警告；
2.再次违反的，处200元罚款。
"""
NOTICE = """白水县人民政府办公室关于印发《白水县防汛应急预案》和《白水县防汛物资储备表》的通知
白政办发〔2025〕23号

各乡镇人民政府，县直有关单位：
　　《白水县防汛应急预案》和《白水县防汛物资储备表》已经县政府同意，现印发给你们，请认真组织实施。

　　附件：1. 白水县防汛应急预案
　　　　　2. 白水县防汛物资储备表

　　　　　　　　　　白水县人民政府办公室
　　　　　　　　　　　2025年5月20日

附件1

白水县防汛应急预案

1  总则
1.1  编制目的
为有效应对水旱灾害，保障人民群众生命财产安全，制定本预案。
2  组织体系
2.1  指挥机构
县防汛抗旱指挥部由县长任总指挥，办公室设在县应急管理局。
3  应急响应
预警分为四级。达到警戒水位86.5米时，启动四级响应。

附件2

白水县防汛物资储备表
| 物资 | 数量 |
| --- | --- |
| 编织袋 | 5.6万条 |

抄送：县委办公室，县人大常委会办公室。
白水县人民政府办公室　　　　　　2025年5月20日印发
"""
MINUTES = """青石县人民政府专题会议纪要
2025年6月10日上午，常务副县长周立群主持召开专题会议，研究农村供水保障工作。现将会议议定事项纪要如下：
一、关于水源工程
会议议定，8月底前完成管网铺设36公里。
二、关于水价调整
会议原则同意水价调整方案，居民用水价格调整为每立方米2.35元。

出席：周立群  王海涛
列席：县水利局李建国，县财政局赵兰
记录：何  静
"""


def placed(report: Report) -> list[tuple[tuple[str, ...], str]]:
    return [(paragraph.section, report.quote(paragraph.span)) for paragraph in report.paragraphs]


def under(report: Report, *section: str) -> list[str]:
    return [text for where, text in placed(report) if where == section]


def test_an_article_owns_its_paragraphs_and_items_in_every_chapter() -> None:
    report = report_from_text(ORDER)
    assert under(report, "第一章　总则", "第二条") == [
        "第二条　本县城市建成区内停车场的规划、建设、使用和管理，适用本办法。",
        "本办法所称停车场，是指供机动车停放的露天或者室内场所，包括：",
        "（一）公共停车场；",
        "（二）专用停车场。",
    ]
    assert under(report, "第二章　法律责任", "第三条")[-2:] == [
        "1.首次违反的，予以警告；",
        "2.再次违反的，处200元罚款。",
    ]
    assert len(under(report, "第二章　法律责任", "第三条")) == 5


def test_a_table_of_contents_and_the_title_of_what_is_issued_are_no_text() -> None:
    report = report_from_text(ORDER)
    contents = ["目　录", "第一章　总则", "第二章　法律责任"]
    assert [report.quote(note) for note in report.notes] == contents
    assert [section.path for section in report.sections if len(section.path) == 1] == [
        ("第一章　总则",),
        ("第二章　法律责任",),
    ]
    assert not any(text == "青岗县停车场管理办法" for _, text in placed(report))
    assert (report.metadata.author, report.metadata.attachment) == ("林若海", "青岗县停车场管理办法")


def test_a_list_of_annexes_and_who_signs_stand_under_no_heading() -> None:
    report = report_from_text(NOTICE)
    assert under(report) == [
        "《白水县防汛应急预案》和《白水县防汛物资储备表》已经县政府同意，现印发给你们，请认真组织实施。",
        "附件：1. 白水县防汛应急预案",
        "2. 白水县防汛物资储备表",
        "白水县人民政府办公室",
        "2025年5月20日",
        "抄送：县委办公室，县人大常委会办公室。",
        "白水县人民政府办公室　　　　　　2025年5月20日印发",
    ]


def test_numbers_with_only_a_space_after_them_part_lines_that_touch() -> None:
    report = report_from_text(NOTICE)
    assert [section.path[1:] for section in report.sections if len(section.path) > 1] == [
        ("1  总则",),
        ("1  总则", "1.1  编制目的"),
        ("2  组织体系",),
        ("2  组织体系", "2.1  指挥机构"),
        ("3  应急响应",),
    ]
    assert report.sections[0].path == ("附件1 白水县防汛应急预案",)


def test_who_was_there_stands_under_no_item_of_the_minutes() -> None:
    report = report_from_text(MINUTES)
    assert under(report)[1:] == ["出席：周立群  王海涛", "列席：县水利局李建国，县财政局赵兰", "记录：何  静"]
    assert len(under(report, "二、关于水价调整")) == 1


def test_items_of_an_article_are_no_headings_whatever_their_form() -> None:
    items = "（一）提议召开业主大会会议；\n（二）选举业主委员会成员，并享有被选举权。"
    end = "业主应当按时交纳物业费，逾期90日未交的，物业服务人可以提起诉讼。"
    report = report_from_text(
        f"栾江市物业管理条例\n第一条 业主享有下列权利：\n{items}\n{end}\n第二条 本条例自公布之日起施行。"
    )
    assert under(report, "第一条") == ["第一条 业主享有下列权利：", *items.split("\n"), end]


def test_numbered_questions_head_their_answers() -> None:
    questions = ("一、出台背景是什么？", "二、违反规定如何处罚？")
    answers = ("答：全县电动自行车达到11.6万辆。", "答：逾期不登记的，处50元罚款。")
    lines = [line for pair in zip(questions, answers, strict=True) for line in pair]
    report = report_from_text(
        "《青石县电动自行车管理规定》政策解读\n发布日期：2025年7月2日\n" + "\n".join(lines)
    )
    assert placed(report) == [
        ((question,), answer) for question, answer in zip(questions, answers, strict=True)
    ]


def test_who_signs_does_not_go_on_with_the_line_above() -> None:
    signed = ("联系人：李敏　联系电话：0570-1234567", "青石县教育局", "青石县财政局", "2025年7月20日")
    above = "青石县教育局关于县政协第45号提案的答复\n王丽委员：\n您提出的提案收悉，现答复如下：\n2026年新增学位720个。"
    report = report_from_text("\n".join((above, *signed)))
    assert tuple(text for _, text in placed(report))[-4:] == signed


REPLY = """云汀省人民政府关于同意设立青石经济开发区的批复
云政函〔2024〕66号
青石市人民政府：
你市《关于设立青石经济开发区的请示》收悉。现批复如下：
一、同意设立青石经济开发区，规划面积12.6平方公里。
二、开发区要严格管理。{more}
云汀省人民政府
2024年5月11日
"""


def test_orders_of_a_sentence_each_are_text_above_who_signs() -> None:
    report = report_from_text(REPLY.format(more=""))
    assert under(report)[1:] == [
        "一、同意设立青石经济开发区，规划面积12.6平方公里。",
        "二、开发区要严格管理。",
        "云汀省人民政府",
        "2024年5月11日",
    ]


def test_a_sentence_among_parts_under_which_nothing_stands_is_text_too() -> None:
    report = report_from_text(
        REPLY.format(more="首期用地400公顷。\n三、每年报告一次。报告抄送省发展改革委。")
    )
    assert placed(report)[1:4] == [
        (
            ("一、同意设立青石经济开发区，规划面积12.6平方公里",),
            "一、同意设立青石经济开发区，规划面积12.6平方公里。",
        ),
        (("二、开发区要严格管理",), "二、开发区要严格管理。首期用地400公顷。"),
        (("三、每年报告一次",), "三、每年报告一次。报告抄送省发展改革委。"),
    ]


def test_how_a_meeting_begins_is_text_though_it_begins_with_the_day() -> None:
    opening = "2025年4月14日下午，县长刘洋主持召开县政府第四十二次常务会议。"
    report = report_from_text(
        f"白水县人民政府第四十二次常务会议纪要\n（2025年4月16日）\n{opening}\n一、农业工作\n高标准农田达12万亩。"
    )
    assert under(report) == [opening]
