"""Workbooks and delimited tables are read as they are shown."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from index import UnreadableFile
from index.parse import parse
from index.read import LoadedFile, loaded
from index.read.sheets.display import Value, displayed

_DAY = datetime(2025, 3, 18, 15, 4, 5)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.95, "0.0%", "95.0%"),
        (-0.21321695760598502, "0.0%", "-21.3%"),
        (18600, "#,##0", "18,600"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0.5, ".00", ".50"),
        (12, "0.##", "12"),
        (12.345, "0.##", "12.35"),
        (1.005, "0.00", "1.01"),
        (7, "000", "007"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        (1e15, "General", "1000000000000000"),
        (8, 'G/通用格式"人"', "8人"),
        (5.5, '0.0"亿元"', "5.5亿元"),
        (123456789, '0!.0,"万"', "12345.7万"),
        (123456789, '0.00,,"百万元"', "123.46百万元"),
        (1234.5, '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.50"),
        (8.5, "[$¥-804]#,##0.00", "¥8.50"),
        (0, '#,##0;-#,##0;"—"', "—"),
        (0, "#,##0;-#,##0;;@", ""),
        (150, '[>=100]0"件";0.0', "150件"),
        (50, '[>=100]0"件";0.0', "50.0"),
        (0.5, "# ?/?", "1/2"),
        (12345, "0.00E+00", "1.23E+4"),
        # A negative figure bears its minus, however a format shows it.
        (-3.8, "0.0_);(0.0)", "-3.8"),
        (-3.8, "0.00;[Red]0.00", "-3.80"),
        (-3.8, "0.0_ ;[Red]\\-0.0\\ ", "-3.8"),
        (-0.05, "+0.0%;-0.0%;0", "-5.0%"),
        (-0.001, "0.0", "0.0"),
        (_DAY, 'yyyy"年"m"月"d"日"', "2025年3月18日"),
        (date(2025, 3, 8), "yyyy-mm-dd", "2025-03-08"),
        (45734, "yyyy/m/d", "2025/3/18"),
        (_DAY, "[DBNum1][$-804]yyyy年m月d日;@", "二〇二五年三月十八日"),
        (_DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025年3月18日"),
        (_DAY, "[$-804]aaaa", "星期二"),
        (_DAY, 'e"年"mm"月"', "2025年03月"),
        (_DAY, "h:mm:ss", "15:04:05"),
        (_DAY, '上午/下午h"时"mm"分"', "下午3时04分"),
        (time(9, 30), "h:mm AM/PM", "9:30 AM"),
        (timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
        (_DAY, "0", "45735"),
        ("文字", "@", "文字"),
        ("文字", '"数："@', "数：文字"),
        ("文字", "0.0", "文字"),
        (True, "General", "TRUE"),
        (None, "0", ""),
    ],
)
def test_a_value_is_told_by_its_format(value: Value, code: str, shown: str) -> None:
    assert displayed(value, code) == shown


Rows = Sequence[Sequence[object]]
_RATES: Rows = [("指标", "数值"), ("办结率", 0.95), ("满意率", 0.981)]


def book(*fill: Callable[[Worksheet], None]) -> LoadedFile:
    """A workbook with a sheet for each of these, which fills it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for each in fill:
        each(workbook.create_sheet(each.__name__.strip("_")))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return loaded(buffer.getvalue(), "表.xlsx")


def texts(file: LoadedFile) -> list[str]:
    return [block.text for block in file.blocks if block.text]


def _put(sheet: Worksheet, rows: Rows) -> None:
    for row in rows:
        sheet.append(list(row))


def test_what_is_hidden_is_left_out_and_told_of() -> None:
    def 进展(sheet: Worksheet) -> None:
        _put(
            sheet, [("项目", "内部", "投资"), ("甲", "x", 1), ("乙", "y", 2), ("丙", "z", 3), ("丁", "z", 4)]
        )
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["B"].hidden = True

    def 底稿(sheet: Worksheet) -> None:
        _put(sheet, _RATES)
        sheet.sheet_state = "hidden"

    file = book(进展, 底稿)
    assert texts(file) == ["甲｜投资1", "丁｜投资4"]
    assert file.remarks == (
        "工作表“底稿”是隐藏的，没有收入。",
        "工作表“进展”的第3至4行、第B列是隐藏的，没有收入。",
    )


def test_heads_of_two_rows_merged_cells_title_and_unit() -> None:
    def 收支(sheet: Worksheet) -> None:
        _put(
            sheet,
            [
                ("白水县2025年财政收支表", None, None, None),
                (None, None, None, "单位：万元"),
                ("项目", "收入", None, "责任单位"),
                (None, "预算", "执行", None),
                ("税收", 100, 98.5, "县税务局"),
                ("非税", 20, 21.5, None),
                ("注：执行数为快报数。", None, None, None),
            ],
        )
        for area in ("A1:D1", "A3:A4", "B3:C3", "D3:D4", "D5:D6", "A7:D7"):
            sheet.merge_cells(area)

    file = book(收支)
    assert texts(file) == [
        "白水县2025年财政收支表",
        "白水县2025年财政收支表（单位：万元）：税收｜收入预算100万元｜收入执行98.5万元｜责任单位 县税务局",
        "白水县2025年财政收支表（单位：万元）：非税｜收入预算20万元｜收入执行21.5万元｜责任单位 县税务局",
        "注：执行数为快报数。",
    ]
    metadata = parse(file).metadata
    assert (metadata.title, metadata.region, metadata.year) == ("白水县2025年财政收支表", "白水县", 2025)


def test_sheets_are_sections_and_blank_rows_part_tables() -> None:
    def 工业(sheet: Worksheet) -> None:
        _put(sheet, [("表一",), ("企业", "产值"), ("甲厂", 5), (), ("表二",), ("企业", "利润"), ("甲厂", 1)])

    def Sheet2(sheet: Worksheet) -> None:
        _put(sheet, [("乡镇", "产量"), ("柳林镇", 3)])

    file = book(工业, Sheet2)
    assert texts(file) == ["表一", "工业", "表一：甲厂｜产值5", "表二：甲厂｜利润1", "柳林镇｜产量3"]
    assert [block.level for block in file.blocks if block.text][:2] == [0, 1]


def test_errors_are_nothing_and_formulas_without_a_result_are_told_of() -> None:
    def 合计(sheet: Worksheet) -> None:
        _put(
            sheet, [("项目", "数量", "比"), ("甲", 1, "#DIV/0!"), ("乙", 2, 3), ("合计", "=SUM(B2:B3)", None)]
        )

    file = book(合计)
    assert texts(file) == ["甲｜数量1", "乙｜数量2｜比3", "合计"]
    assert file.remarks == ("有1个公式没有保存结果，没有收入；用 Excel 或 WPS 打开并保存后再添加即可。",)


def test_formats_with_a_number_alone_are_those_of_a_chinese_program() -> None:
    def 日期(sheet: Worksheet) -> None:
        _put(sheet, [("项目", "投资", "开工"), ("甲", 1, 45734), ("乙", 2, datetime(2025, 3, 18))])
        sheet["C2"].number_format = "0.00"
        sheet["C2"]._style.numFmtId = 31
        sheet["C3"].number_format = "mm-dd-yy"

    assert texts(book(日期)) == ["甲｜投资1｜开工 2025年3月18日", "乙｜投资2｜开工 2025/3/18"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("粮食情况,,\n制表：县统计局,,\n指标,产量（吨）,增长\n粮食,\"145,850\",-3.8%\n备注：初步数,,\n".encode("gbk"), "a.csv"),
        ("sep=;\r\n粮食情况\r\n制表：县统计局\r\n指标;产量（吨）;增长\r\n粮食;145,850;-3.8%\r\n备注：初步数\r\n".encode("gbk"), "a.csv"),
        ("粮食情况\n制表：县统计局\n指标;产量（吨）;增长\n粮食;145,850;-3.8%\n备注：初步数\n".encode("utf-8-sig"), "a.csv"),
        ("粮食情况\n制表：县统计局\n指标\t产量（吨）\t增长\n粮食\t145,850\t-3.8%\n备注：初步数\n".encode("utf-16"), "a.tsv"),
        ("粮食情况\n制表：县统计局\n指标;产量（吨）;增长\n粮食;145,850;-3.8%\n备注：初步数\n".encode("gbk"), "a.xls"),
    ],
)  # fmt: skip
def test_delimited_tables_in_any_encoding(data: bytes, name: str) -> None:
    assert texts(loaded(data, name)) == [
        "粮食情况",
        "制表：县统计局",
        "粮食情况：粮食｜产量145,850吨｜增长-3.8%",
        "备注：初步数",
    ]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    workbook = Workbook()
    workbook.worksheets[0]["XFD1048576"] = 1
    workbook.save(buffer)
    with pytest.raises(UnreadableFile, match="太大"):
        loaded(buffer.getvalue(), "大.xlsx")
    with pytest.raises(UnreadableFile, match="损坏"):
        loaded(buffer.getvalue()[:-400], "坏.xlsx")
    with pytest.raises(UnreadableFile, match="引号"):
        loaded(b'a,b\n"' + b"c" * 2_000_000, "坏.csv")
