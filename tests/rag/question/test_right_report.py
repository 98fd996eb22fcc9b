"""``ask`` over reports of consecutive years, of several places and bodies: the right fact from the right report."""

from collections.abc import Iterator

import pytest

from index import Library
from index.embed import Embedder
from rag import ask

REPORTS = {
    "2024": "青石县人民政府工作报告\n——2024年1月10日在青石县第十八届人民代表大会第三次会议上\n各位代表：\n"
    "现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2023年工作回顾\n"
    "全年新建公路98公里，改造危桥6座，生产总值增长6.2%。\n二、2024年工作安排\n"
    "生产总值增长6%左右，新建公路105公里。\n",
    "2025": "青石县人民政府工作报告\n——2025年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n"
    "现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2024年工作回顾\n"
    "全年新建公路112公里，改造危桥9座，生产总值增长5.8%。白水河2099号闸门完成改造，投资36万元。\n"
    "二、2025年工作安排\n生产总值增长5.5%左右，新建公路130公里。\n",
    "digital": "国务院关于数字经济发展情况的报告\n"
    "——2022年10月28日在第十三届全国人民代表大会常务委员会第三十七次会议上\n国家发展和改革委员会主任 何志强\n"
    "全国人民代表大会常务委员会：\n按照安排，现就数字经济发展情况报告如下，请审议。\n一、成效\n"
    "网络零售额13.1万亿元。\n",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("right report")
    files = [folder / f"{name}.txt" for name in REPORTS]
    for file in files:
        file.write_text(REPORTS[file.stem], encoding="utf-8")
    with Library.open(folder / "library", embedder=real_embedder, seeds=False) as library:
        assert all(result.added for result in library.add(files))
        yield library


@pytest.mark.parametrize(
    ("question", "wanted", "unwanted"),
    [
        ("青石县2024年实际新建公路多少公里？", "112公里", "105公里"),
        ("青石县2024年新建公路多少公里？", "112公里", "105公里"),
        ("青石县2024年计划新建公路多少公里？", "105公里", "112公里"),
        ("青石县去年新建公路多少公里？", "112公里", "98公里"),
        ("青石县前年新建公路多少公里？", "98公里", "112公里"),
        ("青石县2099号闸门投资多少？", "36万元", "公里"),
        ("数字经济报告是谁作的？", "何志强", "青石县"),
        ("数字经济报告是在哪次会议上作的？", "第三十七次会议", "青石县"),
    ],
)
def test_right_year_and_report(held: Library, question: str, wanted: str, unwanted: str) -> None:
    said = ask(question, library=held).text.replace("**", "")
    assert wanted in said and unwanted not in said


def test_plan_and_result_each_with_its_kind(held: Library) -> None:
    lines = ask("青石县2024年新建公路的目标和完成情况", library=held).text.replace("**", "").splitlines()
    assert lines[0].startswith("计划（2024年报告）：") and "105公里" in lines[0]
    assert lines[1].startswith("完成（2025年报告）：") and "112公里" in lines[1]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("枫溪乡新建公路多少公里？", "枫溪乡"),
        ("杭州新建公路多少公里？", "杭州"),
        ("乡村振兴报告是哪天作的？", "乡村振兴报告"),
        ("青石县枫桥镇新建公路多少公里？", "没有单独说枫桥镇的"),
    ],
)
def test_what_is_missing_is_named(held: Library, question: str, named: str) -> None:
    answer = ask(question, library=held)
    assert answer.refused and named in answer.text and answer.passages
