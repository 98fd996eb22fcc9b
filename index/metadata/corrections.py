"""What a user corrects in a report's metadata: checked, and laid over what was parsed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import BadCorrection
from ..models import Metadata, Report
from .regions import LEVELS, level_of

Value = str | int | None
Changes = Mapping[str, Value]
_YEARS = ("year", "reported", "planned")
FIELDS = tuple(Metadata.__dataclass_fields__)
_LABELS = dict(
    zip(
        FIELDS,
        "标题 地区 机构 年份 日期 场合 作者 级别 文种 所述年份 计划年份 文号 附件".split(),
        strict=True,
    )
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_MOST_CHARACTERS = 200


def read_changes(settings: list[str]) -> dict[str, str]:
    """``year=2020 region=青石县`` as typed. Raises BadCorrection for what is no setting."""
    pairs = [setting.partition("=") for setting in settings]
    for name, equals, _ in pairs:
        if not equals:
            raise BadCorrection(f"“{name}”不是“项目=值”的写法。请写成例如 year=2020 或 region=青石县。")
    return {name.strip(): value.strip() for name, _, value in pairs}


def checked(changes: Changes) -> dict[str, Value]:
    """The changes with their values as metadata holds them; "" empties a field. Raises BadCorrection."""
    return {name: _checked(name, value) for name, value in changes.items()}


def corrected(report: Report, changes: Changes) -> Report:
    """The report with checked changes; the level follows a changed region unless it is changed itself."""
    if not changes:
        return report
    level = {"level": level_of(str(changes["region"]))} if changes.get("region") else {}
    fields: dict[str, Any] = level | dict(changes)
    return replace(report, metadata=replace(report.metadata, **fields))


def _checked(name: str, value: Value) -> Value:
    if name not in FIELDS:
        raise BadCorrection(f"没有“{name}”这一项。可以更正的有：{'、'.join(FIELDS)}。")
    text = "" if value is None else str(value).strip()
    label = f"{_LABELS[name]}（{name}）"
    if name in _YEARS:
        return _year(label, text)
    if name == "title" and not text:
        raise BadCorrection(f"{label}不能是空的。请写出标题，例如 青石县政府工作报告。")
    if name == "level" and text not in ("", *LEVELS):
        raise BadCorrection(f"{label}不能是“{text}”。可以是：{'、'.join(LEVELS)}。")
    if len(text) > _MOST_CHARACTERS or not text.isprintable():
        raise BadCorrection(f"{label}的值“{text[:20]}…”太长或含有换行等字符，最多 {_MOST_CHARACTERS} 个字。")
    return text


def _year(label: str, text: str) -> int | None:
    if not text:
        return None
    digits = text.removesuffix("年")
    if not (digits.isdecimal() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR):
        raise BadCorrection(f"{label}不能是“{text[:20]}”。请写四位数的年份，例如 2020。")
    return int(digits)
