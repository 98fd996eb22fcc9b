"""The language model that the environment names, if any."""

import os
from urllib.parse import urlsplit

from index import InputError

from .generator import Generator


def configured_generator() -> Generator | None:
    """The generator that the environment names, or None when it names none.

    ASKREPORT_LLM_BASE_URL and ASKREPORT_LLM_MODEL belong together; ASKREPORT_LLM_API_KEY may be left out,
    as local servers need none. Raises InputError for half a setting or one that can't work.
    """
    names = ("ASKREPORT_LLM_BASE_URL", "ASKREPORT_LLM_MODEL", "ASKREPORT_LLM_API_KEY")
    base_url, model, api_key = (os.environ.get(name, "").strip() for name in names)
    if not (base_url or model or api_key):
        return None
    missing = [name for name, value in zip(names, (base_url, model), strict=False) if not value]
    if missing:
        raise InputError(
            f"语言模型的设置不完整：缺少环境变量 {'、'.join(missing)}。请补上，或把三个变量都去掉。"
        )
    try:
        address = urlsplit(base_url)
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(
            f"ASKREPORT_LLM_BASE_URL 不是可用的地址：{base_url!r}。请写成 http://127.0.0.1:11434/v1 这样的形式。"
        )
    if not (api_key.isascii() and api_key.isprintable()):
        raise InputError("ASKREPORT_LLM_API_KEY 含有不能用于密钥的字符（如中文、换行）。请重新复制密钥。")
    from .openai_generator import OpenAIGenerator  # over a second to import: only where it is used

    return OpenAIGenerator(base_url, model, api_key)
