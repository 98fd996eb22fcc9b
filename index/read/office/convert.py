"""LibreOffice as a converter: without a window, a network or macros, in a profile of its own that is thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ...errors import UnreadableFile

SECONDS = 120  # that one file may take; beside other work it takes many times as long
# By these it reads a file or fails: what it does not know it would read as plain text.
_FILTERS = {
    "doc": "MS Word 97",
    "xls": "MS Excel 97",
    "ppt": "MS PowerPoint 97",
    "rtf": "Rich Text Format",
    "pptx": "Impress MS PowerPoint 2007 XML",
    "odt": "writer8",
    "ods": "calc8",
    "odp": "impress8",
    "docx": "MS Word 2007 XML",
    "xlsx": "Calc MS Excel 2007 XML",
    "word.xml": "MS Word 2003 XML",
    "excel.xml": "MS Excel 2003 XML",
}
_RESTART = 81  # what it ends with when a new profile has been set up
_FOLDERS = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/opt/libreoffice*/program",
    "/snap/libreoffice/current/lib/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "~/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
    "C:/Program Files (x86)/LibreOffice/program",
)
_SETTING = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# No macros, nothing fetched or updated; what would go out all the same goes to a port where nobody listens.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{each}ProxyName", "127.0.0.1") for each in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{each}ProxyPort", "9") for each in ("HTTP", "HTTPS", "FTP")),
)


@cache
def program() -> Path | None:
    """LibreOffice's program, or None where it is not installed."""
    return next(_found(), None)


def _found() -> Iterator[Path]:
    for command in ("soffice", "libreoffice"):
        if (path := shutil.which(command)) is not None:
            yield _itself(Path(path).resolve())
    for pattern in _FOLDERS:
        folder = Path(pattern).expanduser()
        for place in sorted(folder.parent.parent.glob(f"{folder.parent.name}/{folder.name}"), reverse=True):
            for name in ("soffice.bin", "soffice.exe", "soffice"):
                if (place / name).is_file():
                    yield place / name


def _itself(command: Path) -> Path:
    """The program that a command starts: it is one process, that can be ended."""
    program = command.with_name("soffice.bin")
    return program if program.is_file() else command


def convert(data: bytes, kind: str, target: str, name: str) -> bytes:
    """The bytes of a file of one kind as another: ``doc`` as ``docx``.

    Raises:
        UnreadableFile: if LibreOffice is not installed, cannot read the file, or takes longer than ``SECONDS``.
    """
    office = program()
    if office is None:
        raise UnreadableFile(
            f"读取这种文件需要 LibreOffice，这台电脑上没有找到：{name}。"
            "请安装 LibreOffice 后再添加，或用 Office、WPS 另存为 .docx、.xlsx 或文本后再添加。"
        )
    with tempfile.TemporaryDirectory(prefix="askreport-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        _run(office, folder, source, kind, target, name)
        made = folder / "made" / f"source.{target}"
        if not made.is_file():
            raise UnreadableFile(
                f"LibreOffice 打不开：{name}，文件可能已损坏或有密码。请用原来的软件打开并另存后再添加。"
            )
        return made.read_bytes()


def _run(office: Path, folder: Path, source: Path, kind: str, target: str, name: str) -> None:
    _set_up(folder / "profile" / "user")
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--infilter={_FILTERS[kind]}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", target),
        *("--outdir", str(folder / "made"), str(source)),
    ]
    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has windows to suppress
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "HOME": str(folder)}
    try:
        for _ in range(2):
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                creationflags=quiet,
            )
            if done.returncode != _RESTART:
                break
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"LibreOffice 用 {SECONDS} 秒没有读完：{name}，已停止。请拆分，或另存为 .docx、.xlsx 后再添加。"
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"LibreOffice 不能启动（{error.strerror}）：{name}。请检查它能否打开，或另存为 .docx、.xlsx 后再添加。"
        ) from error


def _set_up(folder: Path) -> None:
    """A profile with the settings above."""
    folder.mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
