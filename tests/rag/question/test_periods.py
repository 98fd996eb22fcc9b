"""The year that a question asks about, its plan or its result, and the reports and paragraphs that speak of it."""

import pytest

from index import Card, Extract, Paragraph, Report, Shelf
from index.parse import report_from_text
from rag.question import scope_of
from rag.question.periods import Kind, asked_kinds, fit, named_years, of_kind, reports_for, unsaid_target

PLAN, RESULT = Kind.PLAN, Kind.RESULT


def of_qingshi(year: int, built: int, planned: int) -> Report:
    """A county's report given in ``year``, with the roads it built and those it plans."""
    return report_from_text(
        f"青石县人民政府工作报告\n——{year}年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n"
        f"现在，我代表县人民政府，向大会报告工作。\n一、{year - 1}年工作回顾\n全年新建公路{built}公里。\n"
        f"二、{year}年工作安排\n新建公路{planned}公里，到2030年达到3000公里。2024工程投资36万元。\n"
    )


OLD, MIDDLE, NEW = of_qingshi(2023, 91, 95), of_qingshi(2024, 98, 105), of_qingshi(2025, 112, 130)
SERIES = (OLD, MIDDLE, NEW)
COURT = report_from_text(
    "青石县人民法院工作报告\n——2024年1月9日在青石县第十八届人民代表大会第三次会议上\n各位代表：\n"
    "一、2023年工作回顾\n全年受理案件2310件。\n"
)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("2024年新建公路多少公里？", {RESULT}),
        ("2024年实际新建公路多少公里？", {RESULT}),
        ("2024年主要农产品产量是多少？", {RESULT}),
        ("2024年新建公路的目标是多少？", {PLAN}),
        ("2024年计划完成投资多少？", {PLAN}),
        ("2024年要新建公路多少公里？", {PLAN}),
        ("2024年安排新建公路多少公里？", {PLAN}),
        ("到2030年公路达到多少公里？", {PLAN}),
        ("从2022年到2024年每年新建公路多少公里？", {RESULT}),
        ("2022年底到2024年底建成公路多少公里？", {RESULT}),
        ("2024年符合计划生育政策的家庭有多少？", {RESULT}),
        ("2024年新建公路的目标和完成情况", {PLAN, RESULT}),
        ("2024年计划新建公路多少公里，实际完成多少？", {PLAN, RESULT}),
        ("2024年增长目标完成了吗？", {PLAN, RESULT}),
        ("2024年年初定的是多少？", {PLAN}),
        ("2024年收入年初预算定了多少？执行结果是多少？", {PLAN, RESULT}),
        ("2024年预算收入是多少？", {RESULT}),
        ("2024年的协商，安排几次、开展了几次？", {PLAN, RESULT}),
        ("2024年计划新建公路多少公里，投资多少亿元？", {PLAN}),
        ("2024年安排了几次协商，参加的有多少人？", {PLAN}),
    ],
)
def test_asked_kinds(question: str, kinds: set[Kind]) -> None:
    assert asked_kinds(question) == kinds


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        ("2024年新建公路多少公里？", [NEW]),
        ("2024年实际新建公路多少公里？", [NEW]),
        ("2024年计划新建公路多少公里？", [MIDDLE]),
        ("2024年新建公路的目标和完成情况", [MIDDLE, NEW]),
        ("2025年新建公路多少公里？", [NEW]),  # which no report reviews yet
        ("2022年新建公路多少公里？", [OLD]),
        ("去年新建公路多少公里？", [NEW]),
        ("上一年新建公路多少公里？", [NEW]),
        ("去年计划新建公路多少公里？", [MIDDLE]),
        ("前年新建公路多少公里？", [MIDDLE]),
        ("今年新建公路多少公里？", [NEW]),
        ("2024年政府工作报告里，去年新建公路多少公里？", [MIDDLE]),
        ("2023年和2024年新建公路各多少公里？", [MIDDLE, NEW]),
        ("到2030年公路达到多少公里？", []),
        ("2024工程投资多少？", []),
        ("新建公路多少公里？", []),
    ],
)
def test_reports_for(question: str, reports: list[Report]) -> None:
    assert [card.id for card in reports_for(question, Shelf.of(SERIES))] == [report.id for report in reports]


def test_each_body_has_its_own_years() -> None:
    assert [card.id for card in reports_for("2023年受理案件多少件？", Shelf.of((*SERIES, COURT)))] == [
        report.id for report in [MIDDLE, COURT]
    ]
    assert [card.id for card in reports_for("去年受理案件多少件？", Shelf.of((*SERIES, COURT)))] == [
        report.id for report in [NEW, COURT]
    ]
    assert reports_for("去年受理案件多少件？", Shelf.of((COURT,))) == []


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2024年投资多少？", [2024]),
        ("2024新建公路多少公里？", [2024]),
        ("2024工程投资多少？", []),  # the name of a thing in the reports
        ("2024年的报告里投资多少？", []),
        ("到2030年投资多少？", []),
    ],
)
def test_named_years(question: str, years: list[int]) -> None:
    assert named_years(question, Shelf.of(SERIES)) == years


def extract(report: Report, paragraph: Paragraph) -> Extract:
    return Extract(Card.of(report), paragraph, report.quote(paragraph.span))


@pytest.mark.parametrize(
    ("question", "review", "plan"),
    [
        ("2024年新建公路多少公里？", (-1.0, -0.5), (1.0, -1.0)),
        ("2024年新建公路的目标是多少？", (-1.0, 1.0), (-0.5, -1.0)),
        ("2024年新建公路的目标和完成情况", (-1.0, 1.0), (1.0, -1.0)),
        ("去年新建公路多少公里？", (1.0, -1.0), (1.0, -1.0)),
        ("新建公路多少公里？", (0.0, 0.0), (0.0, 0.0)),
        ("今年新建公路多少公里？", (-1.0, 1.0), (-1.0, 1.0)),
        ("计划新建公路多少公里？", (0.0, 0.0), (0.0, 0.0)),  # in whatever year
        ("2030年公路达到多少公里？", (-1.0, 0.0), (-1.0, 0.0)),  # which the plan's text names
        ("2024工程投资多少？", (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_fit(question: str, review: tuple[float, float], plan: tuple[float, float]) -> None:
    """Of the review and the plan of the report of 2024, and of those of the report of 2025."""
    fits = fit(question, Shelf.of(SERIES)) or (lambda _: 0.0)  # none where no year is asked for
    found = [
        tuple(fits(extract(report, paragraph)) for paragraph in report.paragraphs[-2:])
        for report in (MIDDLE, NEW)
    ]
    assert found == [review, plan]


@pytest.mark.parametrize(
    ("question", "score"),
    [
        ("2024年公路里程多少公里？", 0.0),  # what it came to in the last of the years
        ("2023年公路里程多少公里？", -0.5),
        ("今年计划公路里程多少公里？", -0.5),
    ],
)
def test_what_is_told_of_several_years_may_end_in_the_one_that_is_asked_for(
    question: str, score: float
) -> None:
    report = report_from_text(
        "青石县人民政府工作报告\n——2025年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n一、工作回顾\n"
        "五年来，公路里程由318公里增加到402公里，新建学校46所。\n"
    )
    fits = fit(question, Shelf.of([report]))
    assert fits is not None and fits(Extract.of(report, report.paragraphs[-1].number)) == score


def test_of_kind() -> None:
    both = "2024年新建公路的目标和完成情况？"
    assert [of_kind(both, kind) for kind in Kind] == [
        "2024年新建公路的目标是多少？",
        "2024年新建公路是多少？",
    ]
    both = "2024年计划新建公路多少公里，实际完成多少？"
    assert [of_kind(both, kind) for kind in Kind] == [
        "2024年计划新建公路多少公里？",
        "2024年新建公路多少公里？",
    ]


@pytest.mark.parametrize(
    ("both", "plan", "result"),
    [
        ("2024年产量的目标和实际产量，哪个大？", "2024年产量的目标是多少？", "2024年产量是多少？"),
        (
            "2024年投资增速，年初目标和实际结果分别是多少？",
            "2024年投资增速的目标是多少？",
            "2024年投资增速是多少？",
        ),
        ("2024年小区原定改几个，最后改了几个？", "2024年小区原定改几个？", "2024年小区改几个？"),
        ("2024年收入年初预算定了多少？结果又是多少？", "2024年收入年初预算定了多少？", "2024年收入多少？"),
    ],
)
def test_the_plan_and_the_result_are_asked_of_what_is_named_ahead(both: str, plan: str, result: str) -> None:
    assert [of_kind(both, kind) for kind in Kind] == [plan, result]


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("去年计划新建公路多少公里？", "2024年计划新建公路多少公里？"),
        ("去年年初说要新建公路多少公里？", "2024年年初说要新建公路多少公里？"),
        ("去年新建公路多少公里？", ""),  # each report's own
        ("今年计划新建公路多少公里？", ""),
    ],
)
def test_what_was_planned_for_last_year_is_put_to_the_report_of_that_year(question: str, put: str) -> None:
    scope = scope_of(question, Shelf.of(SERIES))
    assert scope.question == put
    assert scope.reports == ((MIDDLE.id,) if put else (NEW.id,))


def test_a_plan_and_its_result_are_looked_for_in_all_bodies_that_have_both() -> None:
    court = [
        report_from_text(
            f"青石县人民法院工作报告\n——{year}年1月9日在青石县第十八届人民代表大会第三次会议上\n各位代表：\n一、{year - 1}年工作回顾\n受理案件2310件。\n"
        )
        for year in (2024, 2025)
    ]
    plan, result = scope_of("去年新建公路的目标和完成情况", Shelf.of((*SERIES, *court))).parts
    assert {*plan.reports} == {MIDDLE.id, court[0].id}
    assert {*result.reports} == {NEW.id, court[1].id}


def test_plan_and_result_are_told_apart() -> None:
    parts = scope_of("青石县2024年新建公路的目标和完成情况", Shelf.of(SERIES)).parts
    assert [(part.label, part.reports) for part in parts] == [
        ("计划（2024年报告）", (MIDDLE.id,)),
        ("完成（2025年报告）", (NEW.id,)),
    ]
    assert scope_of("青石县2024年新建公路的目标和完成情况", Shelf.of((*SERIES, COURT))).parts == parts
    # that of 2024 is not held, but the review may say what was planned
    alone = scope_of("青石县2024年新建公路的目标和完成情况", Shelf.of((NEW, OLD))).parts
    assert [part.reports for part in alone] == [(NEW.id,), (NEW.id,)]
    assert scope_of("青石县2024年新建公路多少公里？", Shelf.of(SERIES)).parts == ()


@pytest.mark.parametrize(
    ("question", "text", "unsaid"),
    [
        ("到2030年公路里程达到多少？", "公路里程达到3000公里。", 2030),
        ("到2030年公路里程达到多少？", "到2030年，公路里程达到3000公里。", None),
        (
            "到2023年公路里程达到多少？",
            "五年来，公路里程由1000公里增加到3000公里。",
            None,
        ),  # the year reviewed
        ("到2024年公路里程达到多少？", "新建公路，里程达到3000公里。", None),  # and that of the report
        ("到2025年哪些场馆免费开放？", "博物馆今明两年全部免费开放。", None),
        ("到2025年哪些场馆免费开放？", "博物馆全部免费开放。", 2025),
        ("到2025年公路里程达到多少？", "“十四五”末，公路里程达到3000公里。", None),
    ],
)
def test_a_year_by_which_something_is_to_be_reached(question: str, text: str, unsaid: int | None) -> None:
    report = report_from_text(f"青石县人民政府工作报告\n（2024年1月8日）\n一、奋斗目标\n{text}\n")
    assert unsaid_target(question, Extract.of(report, report.paragraphs[-1].number)) == unsaid
