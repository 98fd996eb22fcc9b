"""Questions that ask about two years in other kinds, and the question that each side is asked by itself."""

import pytest

from index import Shelf
from index.parse import report_from_text
from rag.question import Part, scope_of

_TEXT = "青石县人民政府工作报告\n——{year}年1月9日在青石县人民代表大会上\n各位代表：\n一、工作回顾\n新建公路{n}公里。\n二、工作安排\n新建公路{n}公里。"


def shelf(*years: int) -> Shelf:
    return Shelf.of(
        [
            report_from_text(_TEXT.format(year=year, n=year - 1900), source=f"青石县{year}年政府工作报告.txt")
            for year in years
        ]
    )


def parts(question: str, *years: int) -> list[tuple[str, str]]:
    found: tuple[Part, ...] = scope_of(question, shelf(*years)).parts
    return [(part.label, part.question) for part in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "今年计划新建的公路比去年完成的多几公里？",
            [
                ("2025年计划", "2025年计划新建的公路是多少公里？"),
                ("2024年完成", "2024年新建的公路是多少公里？"),
            ],
        ),
        (
            "新建公路，去年修了多少公里，今年打算修多少公里？",
            [
                ("2024年完成", "新建公路，2024年修了多少公里？"),
                ("2025年计划", "新建公路，2025年计划修了多少公里？"),
            ],
        ),
        (
            "今年计划新建多少公路，比去年完成的多还是少？",
            [("2025年计划", "2025年计划新建多少公路？"), ("2024年完成", "2024年新建多少公路？")],
        ),
    ],
)
def test_a_plan_and_a_result_of_two_years(question: str, expected: list[tuple[str, str]]) -> None:
    assert parts(question, 2025) == expected


def test_years_of_one_kind_are_asked_of_their_own_reports() -> None:
    told = parts("去年和前年新建公路哪年多？", 2023, 2024, 2025)
    assert [label for label, _ in told] == ["2024年", "2023年"]
    told = parts("前年和去年各新建公路多少公里？", 2023, 2024, 2025)
    assert [label for label, _ in told] == ["2023年", "2024年"]


def test_a_place_that_one_body_calls_by_its_short_name_is_one() -> None:
    texts = [_TEXT.replace("青石县", "砚州市").format(year=year, n=91) for year in (2024, 2025)]
    cppcc = (
        "中国人民政治协商会议砚州市第八届委员会常务委员会工作报告\n——2025年1月12日在政协砚州市第八届委员会第五次会议上\n"
        "砚州市政协主席 欧阳砺\n各位委员：\n一、2024年工作回顾\n提案91件。\n"
    )
    both = Shelf.of([report_from_text(text) for text in (*texts, cppcc)])
    assert {*both.regions} == {"砚州市", "砚州"}
    told = scope_of("前年和去年各新建公路多少公里？", both).parts
    assert [part.label for part in told] == ["2023年", "2024年"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("2023年和2024年新建公路差多少公里？", "2023年新建公路是多少公里？"),
        ("新建公路，2023年多还是2024年多？差多少公里", "新建公路，2023年？是多少公里"),
        ("2023年和2024年就业率差几个百分点？", "2023年就业率是多少？"),
        ("2023年和2024年天数比例哪年高？高几个百分点？", "2023年天数比例是多少？"),
        ("2023年和2024年投资差几个百分点？", "2023年投资增速是多少？"),
        ("2023年和2024年新建公路是怎么变的？", "2023年新建公路是多少？"),
    ],
)
def test_each_side_is_asked_in_the_measure_of_the_difference(question: str, asked: str) -> None:
    assert parts(question, 2023, 2024, 2025)[0][1] == asked


@pytest.mark.parametrize(
    "question",
    [
        "报告里去年做的和今年要做的，列个提纲",
        "去年新建公路多少公里？",
        "今年计划新建公路多少公里？",
        "去年底公路里程多少？",
    ],
)
def test_one_year_or_no_figure_has_no_sides(question: str) -> None:
    assert parts(question, 2025) == []


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "青石县2023年公路投资和2024年水利投资，哪个更高？",
            ["青石县2023年公路投资，是多少？", "青石县2024年水利投资，是多少？"],
        ),
        # what the last side leaves out is meant of the same thing
        (
            "2023年新建公路里程和2024年的哪年多？",
            ["2023年新建公路里程是多少？", "2024年新建公路里程是多少？"],
        ),
        (
            "2023年建成的和2024年建成的公路哪年多？",
            ["2023年建成的公路是多少？", "2024年建成的公路是多少？"],
        ),
    ],
)
def test_sides_in_words_of_their_own_are_asked_each_in_these(question: str, asked: list[str]) -> None:
    assert [own for _, own in parts(question, 2023, 2024, 2025)] == asked
