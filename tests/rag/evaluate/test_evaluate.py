"""The yardstick itself: sets are read strictly, quotes found, answers judged rightly."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from index import InputError, Library, Report, Span, Step
from index.parse import parse, report_from_paragraphs, report_from_text
from index.read import load
from rag.evaluate import evaluate
from rag.evaluate.evalset import Case, read_questions, read_squad
from rag.evaluate.evaluation import TOTAL
from rag.evaluate.metrics import Place, QuoteFinder, contains, recall
from rag.models import Answer, Citation, Passage, ReportRef

ROOT = Path(__file__).resolve().parents[3]
SETS = ROOT / "tests" / "eval"
REPORTS = ROOT.parent / "shared" / "data" / "reports"

PARAGRAPHS = (
    "全年开展协商活动13场，25名领导参与。",
    "全县新建学校4所，投入资金195万元。",
    "推进“三服务”，走访企业六十家。",
)


class HashEmbedder:
    """Unit vectors of character pairs: texts that share words are near each other."""

    name = "character-pairs"

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.full((len(texts), 64), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for pair in pairwise(text):
                vectors[row, hashlib.md5("".join(pair).encode()).digest()[0] % 64] += 1
        normalised: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return normalised

    embed_questions = embed_passages


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", embedder=HashEmbedder(), seeds=False) as library:
        library.add_reports([report_from_paragraphs(PARAGRAPHS, "工作报告")])
        yield library


def line(**fields: object) -> str:
    base = {"id": "q", "question": "问？", "history": [], "answerable": True, "type": "figure", "report": []}
    gold = {"gold_quotes": ["全年开展协商活动13场"], "gold_answers": ["13场"]}
    return json.dumps({**base, **gold, **fields}, ensure_ascii=False)


def unanswerable(**fields: object) -> str:
    return line(answerable=False, gold_quotes=[], gold_answers=[], type="unanswerable", **fields)


def passages(report: Report, numbers: Sequence[int]) -> tuple[Passage, ...]:
    return tuple(
        Passage(report.quote(p.span), ReportRef(report.id, report.title), (), n, None, p.span, 0.5)
        for n in numbers
        for p in [report.paragraph(n)]
    )


def answer_citing(report: Report, text: str, quotes: Sequence[str], ranked: Sequence[int]) -> Answer:
    spans = [Span(m.start(), m.end()) for q in quotes for m in [re.search(re.escape(q), report.text)] if m]
    assert len(spans) == len(quotes)
    cited = tuple(
        Citation(mark, report.quote(span), ReportRef(report.id, report.title), (), 1, None, span)
        for mark, span in enumerate(spans, 1)
    )
    return Answer(text, cited, False, "", passages(report, ranked))


REFUSAL = Answer("报告中没有找到。13场", (), True, "", ())


# The answer's text


@pytest.mark.parametrize(
    ("text", "gold", "match_all", "expected"),
    [
        ("全年开展**13场**[1]。", ["13场"], False, True),
        ("全年开展 13 场[1]。", ["13场"], False, True),
        ("全年開展協商１３場[1]。", ["协商13场"], False, True),
        ("投入3,500元[1]。", ["3500元"], False, True),
        ("开展113场[1]。", ["13场"], False, False),
        ("增长1.4%[1]。", ["4%"], False, False),
        ("增长4.5[1]", ["4"], False, False),
        ("甲[1]，乙[2]。", ["甲", "丙"], False, True),
        ("甲[1]，乙[2]。", ["甲", "丙"], True, False),
        ("甲[1]，乙[2]。", ["甲", "乙"], True, True),
        ("共[1]3场", ["13场"], False, False),
        ("", ["13场"], False, False),
    ],
)
def test_contains(text: str, gold: list[str], match_all: bool, expected: bool) -> None:
    assert contains(text, gold, match_all) is expected


# Where the gold quotes stand


def test_quotes_are_found_across_what_cleaning_changed() -> None:
    report = report_from_paragraphs(["委员履职，连续四年保持上升。Ａ级13场。"], "报告")
    case = Case("q", "？", True, ("委\n员履 职", "上\u200b升", "A级１３场"), ("x",))
    places = QuoteFinder([report]).places(case)
    assert [report.quote(place.span) for place in places] == ["委员履职", "上升", "Ａ级13场"]


def test_quotes_are_looked_for_in_the_report_that_the_question_names() -> None:
    one, two = (report_from_paragraphs(["增长5%。", text], f"{text}报告") for text in ("甲省", "乙省"))
    finder = QuoteFinder([one, two])
    quote = ("增长5%",)
    named = finder.places(Case("q", "？", True, quote, ("5%",), reports=("乙省",)))
    assert {place.report for place in named} == {two.id}
    anywhere = finder.places(Case("q", "？", True, quote, ("5%",), reports=("seed",)))
    assert {place.report for place in anywhere} == {one.id, two.id}


def test_a_quoted_heading_stands_for_the_paragraphs_under_it() -> None:
    text = "\n\n".join(
        [
            "工作报告",
            "一、深化协商",
            "全年开展协商13场。",
            "再开展活动5次。",
            "二、服务委员",
            "走访委员60人。",
        ]
    )
    report = report_from_text(text)
    finder = QuoteFinder([report])
    places = finder.places(Case("q", "？", True, ("深化协商",), ("深化协商",)))
    under = {report.paragraph(n).section[-1] for _, n in finder.paragraphs(places)}
    assert [report.quote(place.span) for place in places] == ["深化协商"]
    assert under == {"一、深化协商"}
    assert len(finder.paragraphs(places)) == 2


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [([2, 1], (1.0, 1.0)), ([1, 3, 2], (0.0, 1.0)), ([1, 3], (0.0, 0.0)), ([], (0.0, 0.0))],
)
def test_recall(ranked: list[int], expected: tuple[float, float]) -> None:
    report = report_from_paragraphs(PARAGRAPHS, "报告")
    assert recall([(report.id, 2)], passages(report, ranked)) == expected
    assert recall([], passages(report, ranked)) is None


@pytest.mark.parametrize(
    "name",
    sorted(
        path.relative_to(SETS).with_suffix("").as_posix()
        for path in [*SETS.glob("seen/*.jsonl"), *SETS.glob("unseen/*.jsonl")]
    ),
)
def test_every_gold_quote_of_the_shipped_sets_stands_in_its_report(name: str) -> None:
    cases = read_questions(SETS / f"{name}.jsonl")
    asked = {report for case in cases for report in case.reports}
    files = [*(ROOT / "seeds").glob("*.txt")] if asked == {"seed"} else [*REPORTS.rglob("*年*.*")]
    files += [] if asked == {"seed"} else [*(SETS / "documents").glob("*.txt")]
    meant = [file for file in files if asked == {"seed"} or any(report in file.name for report in asked)]
    if not meant:
        pytest.skip(f"{REPORTS} is not here")
    finder = QuoteFinder([parse(load(file)) for file in meant])
    for case in cases:
        for quote in case.gold_quotes:
            alone = Case(case.id, case.question, True, (quote,), case.gold_answers, reports=case.reports)
            assert finder.places(alone), (case.id, quote)


# Reading sets


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (line() + "\n{不是", "第 2 行"),
        (line(gold_quotes=[]), "gold_quotes"),
        (line(answerable="yes"), "answerable"),
        (line(question="  "), "question"),
        (line(answerable=False, gold_answers=[]), "gold_quotes"),
        (line(answerable=False, gold_quotes=[]), "gold_answers"),
        ("[1]", "第 1 行"),
        ("\n\n", "一道题也没有"),
    ],
)
def test_a_bad_set_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "题集.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_questions(path)


def test_a_missing_or_undecodable_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.jsonl").write_bytes("问题".encode("gbk"))
    for name in ("gbk.jsonl", "没有.jsonl"):
        with pytest.raises(InputError, match=name):
            read_questions(tmp_path / name)


SQUAD = {
    "data": [
        {"paragraphs": [{"context": "春天来了。花开了。", "qas": [
            {"id": 1, "question": "什么开了？", "answers": [{"text": "花", "answer_start": 5}]}]}]},
        {"paragraphs": [{"context": "春天\n很短。花开了。", "qas": [
            {"id": 2, "question": "春天怎样？", "answers": [{"text": "很短", "answer_start": 3}]},
            {"id": 3, "question": "冬天呢？", "answers": [], "is_impossible": True}]}]},
    ]
}  # fmt: skip


def test_squad_becomes_paragraphs_and_questions(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(SQUAD, ensure_ascii=False), encoding="utf-8")
    report, (first, second, third) = read_squad(path)
    assert [report.quote(p.span) for p in report.paragraphs] == ["春天来了。花开了。", "春天很短。花开了。"]
    assert (first.gold_quotes, first.gold_answers, first.paragraph) == (("花开了。",), ("花",), 1)
    finder = QuoteFinder([report])
    assert finder.paragraphs(finder.places(first)) == {(report.id, 1)}  # not the second, which says it too
    assert [report.quote(place.span) for place in finder.places(second)] == ["春天很短。"]
    assert not third.answerable
    assert finder.places(third) == ()


@pytest.mark.parametrize(
    "content", ["{}", "[]", '{"data": [{"paragraphs": [{"context": 1}]}]}', '{"data": []}', "{"]
)
def test_what_is_not_squad_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"set\.json"):
        read_squad(path)


# The whole


def test_evaluation_judges_each_answer(library: Library, tmp_path: Path) -> None:
    (report,) = library.reports()
    quote = "全年开展协商活动13场"
    answers = {
        "对": answer_citing(report, "开展**13场**[1]。", [quote], [1, 2]),
        "错": answer_citing(report, "4所[1]，13场[2]。", ["新建学校4所", quote], [2, 1]),
        "漏": answer_citing(report, "新建学校4所[1]。", ["新建学校4所"], [2, 3]),
        "误拒": REFUSAL,
        "正拒": REFUSAL,
        "未拒": answer_citing(report, "走访企业99家[1]。", ["走访企业六十家"], [3]),
    }
    path = tmp_path / "set.jsonl"
    lines = [line(id=q, question=q) for q in ("对", "错", "漏", "误拒")]
    path.write_text("\n".join([*lines, *(unanswerable(id=q, question=q) for q in ("正拒", "未拒"))]))
    told: list[Step] = []

    evaluation = evaluate(
        path,
        library,
        told.append,
        lambda question, history, *, library: answers[question],
    )

    total = evaluation.scores[TOTAL]
    assert total.questions == 6
    assert (total.recall_at_1, total.recall_at_5) == (1 / 4, 2 / 4)
    assert total.contains_gold == 2 / 4  # the refusal that happens to hold it does not count
    assert total.median_chars == len("新建学校4所。")
    assert total.citation_precision == 2 / 4  # 1 of 1, 1 of 2, 0 of 1; the unanswerable one left out
    assert (total.right_refusals, total.wrong_refusals) == (1 / 2, 1 / 4)
    assert total.sound == 5 / 6  # 99家 stands in no quote
    assert evaluation.scores["unanswerable"].recall_at_1 is None
    assert told[-1] == Step("asking", "set.jsonl", 6, 6)
    assert json.loads(json.dumps(evaluation.to_dict()))["total"]["contains_gold"] == 0.5
    rows = evaluation.table().splitlines()
    assert [row.split("|")[1].strip() for row in rows[2:]] == ["figure", "unanswerable", TOTAL]

    evaluation.write_failures(tmp_path / "错题" / "failures.md")
    failures = (tmp_path / "错题" / "failures.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", failures, re.M) == ["错", "漏", "误拒", "未拒"]
    for said in ("引文中没有“99家”", "不应拒答", "应当拒答", "依据所在段未进前五", "引文 [1]", "13场", quote):
        assert said in failures


def test_a_set_over_other_reports_is_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line(gold_quotes=["别的报告里的话"]) + "\n" + unanswerable())
    with pytest.raises(InputError, match="--library"):
        evaluate(path, library)


def test_a_quote_that_is_not_in_the_library_is_told(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line(id="有") + "\n" + line(id="无", gold_quotes=["别的报告里的话"]))
    evaluation = evaluate(path, library, answerer=lambda question, history, *, library: REFUSAL)
    assert evaluation.unlocated == ["无"]
    assert "无" in evaluation.table().splitlines()[-1]


def test_ask_is_evaluated_on_squad_over_its_own_library(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(SQUAD, ensure_ascii=False), encoding="utf-8")
    evaluation = evaluate(path, library)
    total = evaluation.scores[TOTAL]
    assert (total.questions, total.recall_at_5, total.sound) == (3, 1.0, 1.0)
    assert len(library.reports()) == 1  # the set's contexts did not go there


def test_places_point_into_the_report(library: Library) -> None:
    (report,) = library.reports()
    case = Case("q", "？", True, ("新建学校4所",), ("4所",))
    start = report.text.index("新建学校4所")
    assert QuoteFinder([report]).places(case) == (Place(report.id, Span(start, start + 6)),)
