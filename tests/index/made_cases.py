"""Inputs that were misread once, as files: the texts beside this module, and Word files that are made."""

from collections.abc import Callable
from pathlib import Path

from .made_word import p, run, sdt, tbl, tc, tr, word_report

_TEXTS = {
    path.name.partition("-")[0]: path for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
}
_LIST = (
    '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
)
_IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
_FOOTNOTE = "本报告所列2024年数据为初步统计数，最终以县统计局公布的数据为准；城镇化率不含高新区托管的柳林镇。"


def case_file(number: str, folder: Path) -> Path:
    """The file of a case by its number: a text as it is kept, a Word file written into the folder."""
    if number in _TEXTS:
        return _TEXTS[number]
    _WORD_FILES[number](folder)
    return folder / "报告.docx"


def _controls(folder: Path) -> None:
    rows = (tr("指标", "数值"), tr("新增停车位", sdt(tc("1860个"))), tr("新建公厕", sdt(tc("27座"))))
    word_report(folder, tbl(*rows))


def _equation(folder: Path) -> None:
    equation = "<m:oMath><m:r><m:t>12.7%</m:t></m:r></m:oMath>"
    word_report(folder, p("全年人均绿地面积增长率为", equation, "，比上年提高1.2个百分点。"))


def _numbered(folder: Path) -> None:
    road = "<w:r><w:t>青石</w:t><w:noBreakHyphen/></w:r>"
    length = tc(p("38.6公里", properties=_IN_LIST))
    word_report(folder, tbl(tr("路段", "里程"), tr(tc(p(road, "白水公路")), length)), numbering=_LIST)


def _struck_out(folder: Path) -> None:
    lowered, raised = ('<w:vertAlign w:val="subscript"/>', '<w:vertAlign w:val="superscript"/>')
    concentration = ("空气中PM", run("2.5", lowered), "平均浓度", run("38", "<w:strike/>"), "29微克/立方米")
    word_report(folder, p(*concentration, "，绿地面积16万m", run("2", raised), "。"))


def _hidden(folder: Path) -> None:
    hidden = run("（内部口径：实为198件，不对外）", "<w:vanish/>")
    word_report(folder, p("全年办理提案205件", hidden, "，办复率100%。"))


def _footnote(folder: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    sentence = p("全县常住人口城镇化率达到61.4%", mark, "，民生支出占比78%。")
    word_report(folder, sentence, notes={"footnote": {2: p(_FOOTNOTE)}})


_WORD_FILES: dict[str, Callable[[Path], None]] = {
    "09": _controls,
    "10": _equation,
    "15": _numbered,
    "16": _struck_out,
    "17": _hidden,
    "18": _footnote,
}
