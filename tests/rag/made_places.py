"""Made-up work reports of several places of one year and of one place over several years, with what may be taken for each other."""

from pathlib import Path

_REPORT = """{place}人民政府工作报告
——{year}年1月12日在{place}第十八届人民代表大会第四次会议上
各位代表：
现在，我代表{place}人民政府，向大会报告工作，请予审议。
一、{before}年工作回顾
（一）经济运行稳中有进。全年地区生产总值增长{growth}%，规模以上工业增加值增长{industry}%。
（二）民生持续改善。{jobs}。新建改扩建学校{schools}所。
（三）各项建设提速。{other}。
二、{year}年工作安排
主要预期目标是：地区生产总值增长{target}%左右，城镇新增就业{planned}万人以上，粮食产量稳定在{grain}万吨以上。
（一）扩大内需。办好促消费活动{events}场。
"""

PLACES = {
    "临渚市": ("5.5", "6.8", "城镇新增就业4.63万人，登记失业率控制在3.5%以内", "5.5", "新建公路112公里，改造老旧小区38个"),
    "临砚市": ("6.1", "7.4", "新增城镇就业4.2万人、失业人员再就业1.1万人", "6", "新改建农村道路86公里，开通公交线路6条"),
    "海棠市": ("4.9", "6.2", "稳就业成效明显，城镇新增就业5.07万人", "5", "森林覆盖率达到61.2%，新建公路154公里"),
    "岚川市": ("5.8", "7.1", "全市城镇新增就业3.88万人，农村劳动力转移就业12万人", "5.5", "建成5G基站1200个"),
    "枫溪市": ("5.0", "6.3", "就业形势总体稳定，企业用工需求平稳", "5", "接待游客1860万人次，实现旅游收入152亿元"),
}  # fmt: skip
YEARS = {2022: ("8.2", 93, 7), 2023: ("4.1", 98, 6), 2024: ("6.2", 105, 9), 2025: ("5.8", 112, 11)}


def write_places(folder: Path) -> list[Path]:
    """Reports of 2025 of five cities; the last one plans jobs and does not say how many there were."""
    made = []
    for number, (place, (growth, industry, jobs, target, other)) in enumerate(PLACES.items()):
        fields = {"jobs": jobs, "target": target, "other": other, "growth": growth, "industry": industry}
        made.append(_write(folder, place, 2025, number, fields))
    return made


def write_years(folder: Path) -> list[Path]:
    """Reports of 2022 to 2025 of one county."""
    made = []
    for number, (year, (growth, roads, bridges)) in enumerate(YEARS.items()):
        other = f"新建公路{roads}公里，改造危桥{bridges}座"
        other += "。“十三五”时期累计新建公路420公里" if year == 2022 else ""
        other += "。白水河2099号闸门完成改造，投资36万元" if year == 2024 else ""
        fields = {"jobs": f"城镇新增就业3.{number}万人", "target": "6", "other": other}
        made.append(_write(folder, "青石县", year, number, fields | {"growth": growth, "industry": "9.3"}))
    return made


def _write(folder: Path, place: str, year: int, number: int, fields: dict[str, str]) -> Path:
    path = folder / f"{place}{year}年政府工作报告.txt"
    counted = {"schools": 11 + number, "planned": f"3.{number}", "grain": 36 + number, "events": 31 + number}
    text = _REPORT.format(place=place, year=year, before=year - 1, **counted, **fields)
    path.write_text(text, encoding="utf-8")
    return path
