"""Libraries to be read only, made once for all tests of answering."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from tests.fake_embedder import FakeEmbedder

PROVINCES = {
    "甲省": ("浙江", "6.5", "三千二百", "王大山"),
    "乙省": ("江苏", "5.8", "4100", "李小河"),
}


def report_text(name: str, growth: str, jobs: str, governor: str) -> str:
    """A short work report of a province, with figures of its own."""
    return "\n\n".join(
        [
            "政府工作报告",
            f"2025年1月14日在{name}省第十四届人民代表大会第三次会议上",
            f"{name}省省长 {governor}",
            "各位代表：",
            "一、2024年工作回顾",
            f"地区生产总值增长{growth}%，新增城镇就业{jobs}人。粮食产量保持稳定。",
            f"（一）推进科技创新。新建省级实验室{len(name) + 3}家，出台《{name}省科技创新条例》。",
            "二、2025年工作安排",
            f"主要预期目标是：地区生产总值增长{growth}%左右，城镇调查失业率5.5%左右。",
            "（一）扩大内需。一是提振消费，二是扩大投资，三是稳定外贸。",
            "（二）改善民生。新建养老服务中心100个，改造老旧小区2000个。",
        ]
    )


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory, copy_library: Callable[[Path], Path]) -> Iterator[Library]:
    """The report that ships with the project."""
    folder = copy_library(tmp_path_factory.mktemp("seed") / "library")
    with Library.open(folder, embedder=FakeEmbedder()) as library:
        yield library


def add_provinces(library: Library, folder: Path) -> None:
    for name, growth, jobs, governor in PROVINCES.values():
        path = folder / f"{name}省2025年政府工作报告.txt"
        path.write_text(report_text(name, growth, jobs, governor), encoding="utf-8")
        assert library.add([path])[0].added


@pytest.fixture(scope="session")
def provinces(
    tmp_path_factory: pytest.TempPathFactory, copy_library: Callable[[Path], Path]
) -> Iterator[Library]:
    """Two provincial reports beside the seed report."""
    folder: Path = tmp_path_factory.mktemp("provinces")
    with Library.open(copy_library(folder / "library"), embedder=FakeEmbedder()) as library:
        add_provinces(library, folder)
        yield library


@pytest.fixture(scope="session")
def real_provinces(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    """The two provincial reports through the default model, for what depends on its cosines."""
    folder: Path = tmp_path_factory.mktemp("real provinces")
    with Library.open(folder / "library", embedder=real_embedder, seeds=False) as library:
        add_provinces(library, folder)
        yield library


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library without reports."""
    with Library.open(tmp_path_factory.mktemp("empty"), embedder=FakeEmbedder(), seeds=False) as library:
        yield library
