"""``python -m index``: what it prints, where, and its exit codes."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Library
from index.__main__ import main
from tests.fake_embedder import FakeEmbedder
from tests.processes import run as run_process

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line over a library of its own; returns exit code, stdout, stderr."""
    monkeypatch.setattr("index.library.configured_embedder", FakeEmbedder)
    monkeypatch.setenv("ASKREPORT_LIBRARY", str(tmp_path / "资料 库"))

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["index", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
        output = capsys.readouterr()
        assert "Traceback" not in output.err
        return code, output.out, output.err

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "甲县 报告.txt"
    path.write_text("甲县人民政府工作报告\n\n全年办理提案12件。\n\n委员满意。", encoding="utf-8")
    return path


def first_id(output: str, mark: str) -> str:
    return next(line.split()[1] for line in output.splitlines() if line.startswith(mark))


def test_add_list_info_remove(run: Run, report: Path, tmp_path: Path) -> None:
    code, out, err = run("add", report)
    assert (code, err) == (0, "")
    report_id = first_id(out, "✓")
    assert "甲县人民政府工作报告" in out and "2 段" in out

    code, out, err = run("list")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == f"{report_id}  甲县人民政府工作报告  2 段  甲县 报告.txt"
    assert len(out.splitlines()) == 1

    code, out, err = run("info")
    assert code == 0
    assert str(tmp_path / "资料 库") in out and FakeEmbedder.name in out and "1 份" in out

    code, out, err = run("remove", report_id)
    assert code == 0 and report_id in out
    assert report_id not in run("list")[1]


def test_ray_is_an_extra(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    code, out, err = run("add", "--ray", "local", report)
    assert (code, out) == (1, "") and "pip install -r requirements-scale.txt" in err
    assert run("add", report)[0] == 0


def test_adding_again_says_so(run: Run, report: Path) -> None:
    run("add", report)
    code, out, err = run("add", report)
    assert (code, err) == (0, "")
    assert out.startswith("已有 ")


def test_bad_file_beside_a_good_one(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    code, out, err = run("add", tmp_path / "空.txt", report, tmp_path / "没有.txt")
    assert code == 1
    assert out.startswith("✓ ") and len(out.splitlines()) == 1
    assert err.count("✗") == 2 and "空.txt" in err and "没有.txt" in err


def test_folder_of_reports(run: Run, report: Path) -> None:
    code, out, _ = run("add", report.parent)
    assert code == 0 and "✓" in out


MISTAKES: dict[str, Callable[[Path], list[str | Path]]] = {
    "missing file": lambda tmp: ["add", tmp / "没有 这个.txt"],
    "folder without reports": lambda tmp: ["add", tmp],
    "binary": lambda tmp: ["add", tmp / "binary.txt"],
    "image": lambda tmp: ["add", tmp / "photo.jpg"],
    "unknown id": lambda tmp: ["remove", "0123456789ab"],
    "id of syntax": lambda tmp: ["remove", "' OR 1=1 --"],
    "id that is no text": lambda tmp: ["remove", "\udcff"],
    "address of Ray that is none": lambda tmp: ["add", "--ray", "abc", tmp],
    "address of Ray where nobody listens": lambda tmp: ["add", "--ray", "ray://127.0.0.1:1", tmp],
    "library in a file": lambda tmp: ["list", "--library", tmp / "binary.txt"],
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_ends_in_one_message_on_stderr(run: Run, tmp_path: Path, mistake: str) -> None:
    run("list")
    arguments = MISTAKES[mistake](tmp_path / "输入")
    (tmp_path / "输入").mkdir()
    if mistake != "folder without reports":
        (tmp_path / "输入" / "binary.txt").write_bytes(bytes(range(256)) * 40)
        (tmp_path / "输入" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    code, out, err = run(*arguments)
    assert code == 1
    assert out == ""
    assert len(err.splitlines()) == 1 and err.startswith(("错误：", "✗ "))


@pytest.mark.parametrize("arguments", [["add"], ["remove"], ["无此命令"], ["list", "--无此选项"]])
def test_wrong_usage_has_exit_code_2(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code == 2 and err and out == ""


def test_other_model_is_told_and_rebuild_is_the_way_out(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", report)
    monkeypatch.setattr(FakeEmbedder, "name", "another/model")
    code, _, err = run("list")
    assert code == 1 and "another/model" in err and "python -m index rebuild" in err
    code, out, _ = run("rebuild")
    assert code == 0 and "1 份" in out
    assert run("list")[0] == 0


def test_as_a_process_of_its_own(tmp_path: Path) -> None:
    """From another locale; listing needs no model at all."""
    with Library.open(tmp_path / "库", embedder=FakeEmbedder(), seeds=True) as library:
        title = library.reports()[0].title
    environment = {
        "ASKREPORT_EMBEDDING_MODEL": FakeEmbedder.name,
        "ASKREPORT_LIBRARY": str(tmp_path / "库"),
        "LC_ALL": "C",
    }
    command = [sys.executable, "-m", "index"]
    done = run_process(*command, "list", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert title in done.stdout
    done = run_process(*command, "remove", os.fsdecode(b"\xff"), environment=environment)
    assert done.returncode == 1 and done.stderr.startswith("错误：")


def test_set_corrects_metadata(run: Run, report: Path) -> None:
    report_id = first_id(run("add", report)[1], "✓")
    code, out, err = run("set", report_id, "year=2020", "region=青石县")
    assert (code, err) == (0, "") and "year=2020" in out and "region=青石县" in out
    for wrong, told in (("yaer=2020", "yaer"), ("year=去年", "去年"), ("2020", "year=2020")):
        code, _, err = run("set", report_id, wrong)
        assert code == 1 and told in err
    code, _, err = run("set", "000000000000", "year=2020")
    assert code == 1 and "000000000000" in err


def test_add_tells_of_the_same_report_and_adds_it_when_told_to(
    run: Run, report: Path, tmp_path: Path
) -> None:
    run("add", report)
    other = tmp_path / "同一份.txt"
    other.write_bytes(report.read_text("utf-8").replace("\n\n", "\n").encode("gb18030"))
    code, out, err = run("add", other)
    assert (code, err) == (0, "")
    assert out.startswith("已有 ") and "⚠ 与已有的《甲县人民政府工作报告》（甲县 报告.txt）内容相同" in out
    code, out, _ = run("add", other, "--copies")
    assert code == 0 and out.startswith("✓ ")


def test_sync(run: Run, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    report.rename(folder / report.name)
    code, out, _ = run("sync", folder, "--dry-run")
    assert (code, out) == (0, "会加入 甲县 报告.txt\n以上没有执行\n")
    assert run("list")[1] == ""
    code, out, _ = run("sync", folder)
    assert code == 0 and out.startswith("✓ ") and out.endswith("未变 0 份\n")
    assert run("sync", folder, "--dry-run")[1] == "没有变化\n"
    (folder / "甲县 报告.txt").unlink()
    code, _, err = run("sync", folder)
    assert code == 1 and "没有改动" in err
    (folder / "坏.txt").write_bytes(b"")
    (folder / "材料.rar").write_bytes(b"Rar!")
    (folder / "乙.txt").write_text("乙县人民政府工作报告\n\n全年办理提案99件。", encoding="utf-8")
    assert "会移除 甲县 报告.txt" in run("sync", folder, "--dry-run")[1]
    code, out, err = run("sync", folder)
    assert code == 1 and "坏.txt" in err and "已移除 " in out and "甲县人民政府工作报告" in out
    assert "没有读取 1 个文件，它们的名称不是可读的格式：材料.rar" in out


def test_export_import_check(run: Run, report: Path, tmp_path: Path) -> None:
    run("add", report)
    archive = tmp_path / "导出.zip"
    code, out, _ = run("export", archive)
    assert code == 0 and "已导出 1 份" in out
    code, out, _ = run("import", archive, "--library", tmp_path / "另一个")
    assert code == 0 and out.startswith("✓ ")
    code, out, _ = run("import", archive)
    assert code == 0 and out.startswith("已有 ")
    assert run("check") == (0, "资料库完好\n", "")
    for original in (tmp_path / "资料 库" / "files").iterdir():
        original.unlink()
    code, out, _ = run("check", "--repair")
    assert code == 1 and out.startswith("✗ 报告 ")
    code, _, err = run("export", tmp_path / "再导出.zip")
    assert code == 1 and "没有导出" in err
    code, _, err = run("check", "--library", tmp_path / "没有")
    assert code == 1 and err.startswith("错误：")
