"""Inputs that were misread once, asked through the default model: the value that they print, or a refusal."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from rag import ask
from tests.index.made_cases import case_file

LibraryOf = Callable[[str, bool], Library]

CASES = [
    ("04", "青石县新建公路多少公里？", "**112公里**"),
    ("05", "怎样推进更高水平对外开放？", "面对外部环境变化，要**坚定不移扩大对外开放**"),
    ("06", "青石县县长是谁？", "**陈立新**"),
    ("06", "青石县政府工作报告是哪天作的？", "**2026年1月25日**"),
    ("07", "青政发〔2025〕12号文件印发的是什么？", "**青石县农村公路养护管理办法**"),
    ("07", "农村公路养护管理办法适用于哪些道路？", "**县道、乡道和村道**"),
    ("07", "这份通知是哪天印发的？", "**2025年3月18日**"),
    ("09", "新增停车位多少个？", "**1860个**"),
    ("09", "新建公厕多少座？", "**27座**"),
    ("10", "人均绿地面积增长率是多少？", "**12.7%**"),
    ("11", "人口自然增长率是多少？", "**-0.7‰**"),
    ("11", "油料产量比上年增长多少？", "**-2.3%**"),
    ("14", "本年收入共多少元？", "**２９，７３１，７３２元**"),
    ("14", "新建公路多少公里？", "**１１２．５公里**"),
    ("14", "报告是哪天作的？", "**２０２５年１月８日**"),
    ("15", "青石—白水公路有多长？", "**38.6公里**"),
    ("16", "PM2.5平均浓度是多少？", "**29微克/立方米**"),
    ("17", "全年办理提案多少件？", "**205件**"),
    ("18", "城镇化率含不含柳林镇？", "城镇化率不含"),
    ("20", "油料产量比上年增长多少？", "**-2.3%**"),
    ("20", "粮食比上年增长多少？", "**1.6%**"),
    ("21", "税收收入决算数是多少万元？", "**80125万元**"),
    ("22", "国办发〔2026〕15号是什么文件？", "**关于加快推进数字化转型的通知**"),
    ("22", "这份通知的标题是什么？", "**关于加快推进数字化转型的通知**"),
    ("23", "《青石县技术交易场所管理细则》从什么时候起施行？", None),
    ("23", "技术交易场所变更名称要报谁？", "**县科技局**"),
    ("25", "谁主持召开党组会议？", "王大鹏"),
    ("26", "2025年计划新建公路多少公里？", "**130公里**"),
    ("27", "计划新建公路多少公里？", "**130公里**"),
    ("29", "党代会报告是谁作的？", "**李长河**"),
    ("29", "党代会报告是哪天作的？", "**2021年8月26日**"),
    ("51", "青石县2025年新建改建农村公路多少公里？", "**112.6公里**"),
    ("51", "青石县农村公路里程含不含柳林镇？", "农村公路里程不含"),
    ("51", "青石县2026年要建设多少高标准农田？", "**3.4万亩**"),
    ("52", "青石县2025年粮食总产量是多少万吨？", "**18.7万吨**"),
    ("52", "青石县2025年末城镇化率是多少？", "**51.4%**"),
    ("53a", "青石县2025年农林水支出预算数是多少万元？", "**58420万元**"),
    ("53a", "青石县2025年农林水支出执行数是多少万元？", "**56300万元**"),
    ("53b", "白水县2026年城东污水处理厂计划投资多少万元？", "**5600万元**"),
    ("53b", "白水县城东污水处理厂的建设年限是哪几年？", "**2025—2027**"),
    ("54", "青石县2025年接待游客多少万人次？", "**86.3万人次**"),
    ("54", "青石县2025年旅游项目完成投资多少亿元？", None),
    ("55", "青石县2025年“三公”经费财政拨款预算是多少万元？", "**1166.5万元**"),
    ("55", "青石县2025年政府采购预算总额是多少？", "**1.1亿元**"),
    ("55", "青石县2025年会议费预算多少万元？", "**77.7万元**"),
    ("56a", "青石县2025年检查企业多少家次？", "**1386家次**"),
    ("56a", "青石县2026年安全生产专项经费拟安排多少万元？", None),
    ("56b", "白水县2025年政府债务余额是多少？", "**28.3亿元**"),
    ("57a", "青石县2025年末户籍人口多少万人？", "**４２．７万人**"),
    ("57a", "青石县2025年粮食总产量多少万吨？", "**１８．７万吨**"),
    ("57a", "青石县水产品产量多少吨？", "**３２００吨**"),
    ("57b", "白水县2025年新建改建农村公路多少公里？", "**78.5公里**"),
    ("58a", "青石县2025年城镇新增就业多少人？", "**4120人**"),
    ("58a", "青石县2025年末工伤保险参保多少万人？", "**2.31万人**"),
    ("58b", "白水县2025年完成造林多少万亩？", "**3.6万亩**"),
    ("58b", "白水县2023年造林面积是多少？", None),
    ("59a", "青石县2025年植树造林计划多少亩？", "2025年计划**8200亩"),
    ("59a", "青石县2025年植树造林完成多少亩？", "**8640亩**"),
    ("59a", "青石县2025年治理水土流失面积完成多少平方公里？", "15"),
    ("59b", "白水县2026年改造老旧小区多少个？", "**14个**"),
    ("62b", "白水县2026年计划招聘教师多少人？", "**80人**"),
    ("60", "青石县2026年各乡镇储备编织袋多少条？", "**12.8万条**"),
    ("60", "青石县2026年防汛抗旱经费安排多少？", "**960万元**"),
    ("60", "青政办发〔2026〕6号是什么文件？", "**关于印发2026年防汛抗旱工作方案的通知**"),
    ("61", "青石县柳溪河综合治理工程什么时候开工？", "**2025年3月18日**"),
    ("61", "青石县城东水厂改扩建工程的完成率是多少？", "**95.0%**"),
    ("61", "青石县重点项目2025年计划投资合计多少万元？", "**42,050万元**"),
    ("61", "青石县2025年政府性基金收入比上年增长多少？", "**-21.3%**"),
    ("61b", "白水县2025年粮食总产量多少吨？", "145,850吨**"),
    ("61b", "白水县2025年生猪出栏比上年增长多少？", "**-3.8%**"),
    ("62a/2025年工作总结.txt", "青石县水利局2025年完成水利投资多少亿元？", "**6.84亿元**"),
    ("62a/2026年工作计划.txt", "青石县水利局2026年计划除险加固小型水库多少座？", "**12座**"),
    ("62c", "云台县2025年耕地地力保护补贴落实多少万元？", "**3420万元**"),
    ("34", "2025年国内生产总值增长目标是多少？", "国内生产总值增长**5%左右**"),
    ("34", "国务院报告提出的国内生产总值增长目标是多少？", "国内生产总值增长**5%左右**"),
    ("34", "粮食产量目标是多少？", "粮食产量**1.3万亿斤以上**"),
    ("34", "单位国内生产总值能耗要降低多少？", "**2.5%左右**"),
    ("34b", "青石县2025年地区生产总值增长目标是多少？", "地区生产总值增长**6%左右**"),
    ("34b", "青石县地区生产总值增长目标是多少？", "地区生产总值增长**6%左右**"),
    ("34b", "居民消费价格涨幅目标是多少？", "**2%左右**"),
    ("37", "农村居民人均可支配收入增长多少？", "分别增长6%和**7.4%**"),
    ("37", "城镇居民人均可支配收入增长多少？", "分别增长**6%**和7.4%"),
    ("37b", "地区生产总值是多少？", "**312亿元**"),
    ("37b", "地区生产总值增长多少？", "**5.6%**"),
    ("37b", "社会消费品零售总额是多少亿元？", "**98亿元**"),
    ("37b", "社会消费品零售总额增长多少？", "**4.1%**"),
    ("37b", "进出口总额下降了多少？", "**2.3%**"),
    ("37b", "城镇化率提高到多少？", "**58.5%**"),
]


RECOGNISED = [
    ("54", "青石县2025年旅游项目完成投资多少亿元？", "**2.35亿元**"),
    ("54", "青石县2026年争取接待游客多少万人次？", "**95万人次**"),
    ("56a", "青石县2026年安全生产专项经费拟安排多少万元？", "**845万元**"),
    ("56b", "白水县2025年一般公共预算收入是多少？", "**9.81亿元**"),
    ("56b", "白水县2025年政府债务余额是多少？", "**28.3亿元**"),
]


@pytest.fixture(scope="module")
def library_of(real_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibraryOf]:
    """A library that holds a case's file alone, made once, by (case, whether its pictures are recognised)."""
    with ExitStack() as opened:

        @cache
        def made(case: str, recognised: bool) -> Library:
            folder = tmp_path_factory.mktemp("case")
            library = Library.open(folder / "library", embedder=real_embedder, seeds=False)
            opened.enter_context(library)
            (added,) = library.add([case_file(case, folder)])
            assert added.error is None
            return library

        yield made


@pytest.mark.parametrize(("case", "question", "value"), CASES)
def test_case(case: str, question: str, value: str | None, library_of: LibraryOf) -> None:
    answer = ask(question, library=library_of(case, False))
    if value is None:
        assert answer.refused
    else:
        assert not answer.refused and value in answer.text


@pytest.mark.parametrize(("case", "question", "value"), RECOGNISED)
def test_case_with_text_recognition(
    case: str, question: str, value: str, library_of: LibraryOf, recogniser: None
) -> None:
    answer = ask(question, library=library_of(case, True))
    assert not answer.refused and value in answer.text


def test_a_figure_of_a_text_layer_is_doubtful(tmp_path: Path, real_embedder: Embedder) -> None:
    with Library.open(tmp_path / "library", embedder=real_embedder, seeds=False) as library:
        library.add([case_file("56b", tmp_path), case_file("51", tmp_path)])
        asked = ("白水县2025年政府债务余额是多少？", "青石县2026年要建设多少高标准农田？")
        scan, printed = (ask(question, library=library).citations for question in asked)
    assert [citation.doubtful for citation in scan] == [True]
    assert [citation.doubtful for citation in printed] == [False]


def test_a_quote_from_a_table_is_marked_as_a_row(library_of: LibraryOf) -> None:
    tabled, told = ("油料产量比上年增长多少？", "人口自然增长率是多少？")
    (row,) = ask(tabled, library=library_of("20", False)).citations
    (sentence,) = ask(told, library=library_of("11", False)).citations
    assert (row.row, sentence.row) == (True, False)
    assert library_of("20", False).report(row.report.id).quote(row.span) == row.quote
    assert row.to_dict()["row"] is True


def test_a_quote_over_the_end_of_a_page_names_both(tmp_path: Path, real_embedder: Embedder) -> None:
    with Library.open(tmp_path / "library", embedder=real_embedder, seeds=False) as library:
        library.add([case_file("51", tmp_path)])
        (citation,) = ask("青石县2025年新建改建农村公路多少公里？", library=library).citations
    assert (citation.page, citation.last_page) == (1, 2)
