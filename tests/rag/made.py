"""Made-up reports for tests of single rules: parsed, without a library or a model."""

import re
from functools import cache
from pathlib import Path

from index import Report
from index.parse import parse, report_from_text
from index.read import load
from tests.rag.conftest import report_text

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@cache
def seed_report() -> Report:
    """The report that ships with the project: 开化县政协, given in 2021, cut off at its end."""
    (path,) = SEEDS.glob("*.txt")
    return parse(load(path))


@cache
def provincial(name: str, year: int = 2025, growth: str = "6.5", governor: str = "王大山") -> Report:
    """A report of a province's government, given in ``year``."""
    text = report_text(name, growth, "4100", governor)
    dated = re.sub(r"202[45](?=年)", lambda match: str(int(match.group()) + year - 2025), text)
    return report_from_text(dated, f"{name}省{year}年政府工作报告.txt")
