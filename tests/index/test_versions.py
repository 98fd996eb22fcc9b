"""Corrected versions of a report: told on adding, replaced when that is wanted, the newer answered from."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import Card, Library, Report, Shelf
from index.__main__ import app
from index.parse import report_from_text
from index.versions import are_versions, older_version, superseded
from rag import ask
from tests.fake_embedder import FakeEmbedder

TOWN = (
    "白水镇人民政府工作报告\n——{year}年2月1日在白水镇第三届人民代表大会第五次会议上\n各位代表：\n"
    "一、{before}年工作回顾\n全年新增灌溉面积{acres}亩。\n"
)


def of_town(acres: int, year: int = 2025, name: str = "白水镇工作报告.txt") -> Report:
    return report_from_text(TOWN.format(year=year, before=year - 1, acres=acres), name)


def note(text: str, name: str) -> Report:
    return report_from_text(text, name)


@pytest.mark.parametrize(
    ("one", "other", "versions"),
    [
        (of_town(3200), of_town(3600), True),
        (of_town(3200), of_town(3600, name="改.txt"), True),  # by title, place and year
        (of_town(3200), of_town(3600, year=2024), False),
        (
            note("甲。\n乙。\n丙。", "记.txt"),
            note("甲。\n乙。\n丁。", "记.txt"),
            True,
        ),  # by most of its lines
        (note("甲。\n乙。\n丙。", "记.txt"), note("子。\n丑。\n寅。", "记.txt"), False),
        (note("甲。\n乙。\n丙。", "记.txt"), note("甲。\n乙。\n丁。", "录.txt"), False),
    ],
)
def test_what_is_a_version(one: Report, other: Report, versions: bool) -> None:
    assert are_versions(one, other) == are_versions(other, one) == versions


def test_the_last_of_several_counts() -> None:
    first, second, third, other = of_town(1), of_town(2), of_town(3), of_town(9, year=2024)
    assert older_version(third, [first, second, other]) == second
    assert older_version(first, [first, other]) is None
    assert superseded(Shelf.of([first, other, second, third])) == {
        first.id: Card.of(third),
        second.id: Card.of(third),
    }


def files(folder: Path) -> list[Path]:
    made = []
    for version, acres in (("v1", 3200), ("v2", 3600)):
        path = folder / version / "白水镇工作报告.txt"
        path.parent.mkdir()
        path.write_text(TOWN.format(year=2025, before=2024, acres=acres), encoding="utf-8")
        made.append(path)
    return made


def test_the_newer_is_answered_from_and_said_to_be(tmp_path: Path) -> None:
    old, new = files(tmp_path)
    with Library.open(tmp_path / "library", embedder=FakeEmbedder(), seeds=False) as library:
        (first,) = library.add([old])
        (second,) = library.add([new])
        assert first.newer_version_of is None and second.newer_version_of == first.report
        assert library.add([old])[0].newer_version_of is None  # there already
        answer = ask("白水镇新增灌溉面积多少亩？", library=library)
        assert "3600亩" in answer.text.replace("**", "") and "3200" not in answer.text
        assert "《白水镇人民政府工作报告》有新旧版本" in answer.note
        assert first.report
        alone = ask("白水镇新增灌溉面积多少亩？", library=library, reports=[first.report.id])
        assert "3200亩" in alone.text.replace("**", "") and not alone.note
        library.remove(first.report.id)
        assert not ask("白水镇新增灌溉面积多少亩？", library=library).note


def test_replaced_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.library.configured_embedder", FakeEmbedder)
    monkeypatch.setattr("index.library.SEEDS", tmp_path / "none")
    old, new = files(tmp_path)
    library = ["--library", str(tmp_path / "library")]
    CliRunner().invoke(app, ["add", str(old), *library], catch_exceptions=False)
    told = CliRunner().invoke(app, ["add", str(new), *library], catch_exceptions=False)
    assert told.exit_code == 0 and "是新版本" in told.stdout and "--replace" in told.stdout
    CliRunner().invoke(app, ["remove", told.stdout.split()[1], *library], catch_exceptions=False)
    told = CliRunner().invoke(app, ["add", str(new), "--replace", *library], catch_exceptions=False)
    assert "已替换" in told.stdout
    listed = CliRunner().invoke(app, ["list", *library], catch_exceptions=False).stdout
    assert listed.count("白水镇工作报告.txt") == 1
