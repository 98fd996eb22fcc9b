"""Bytes to text, strictly: the encoding is certain or the file is refused.

Nearly every byte string decodes as GB18030, Big5 read as GB18030 included, so success proves nothing.
What does is whether the characters that come out are common ones; the detector decides between equals.
"""

import codecs
import unicodedata

from ..errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-16-le", "utf-16-be", "gb18030", "big5", "cp950", "big5hkscs")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # １２．５％ is as common as 12.5%
_SAMPLE = 100_000  # characters or bytes judged; a file does not change its encoding half-way
_PLAUSIBLE = 0.75  # least share of common characters; real text has over 0.95, misread text under 0.5
_MAX_CONTROL = 0.01  # largest share of control characters in what may be called a text


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode the bytes of a text file; returns the text and the encoding's Python name.

    Raises:
        UnreadableFile: if no encoding is certain, or what comes out is not text.
    """
    text, encoding = _decode(data, name)
    sample = text[:_SAMPLE]
    if not sample.strip():
        return text, encoding
    if sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in sample) > _MAX_CONTROL * len(sample):
        raise UnreadableFile(f"不是文本文件：{name} 含有大量控制字符。请确认它是文字文件。")
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data, encoding)
            if text is None:
                raise UnreadableFile(
                    f"编码有误：{name} 标明是 {encoding.upper()}，却不能按它解码。请另存为 UTF-8。"
                )
            return text, encoding
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text[:_SAMPLE]:
        return text, "utf-8"
    readings = {
        encoding: reading for encoding in _CANDIDATES if (reading := _strict(data, encoding)) is not None
    }
    scores = {encoding: plausibility(reading[:_SAMPLE]) for encoding, reading in readings.items()}
    best = max(scores.values(), default=0.0)
    if best >= _PLAUSIBLE:
        equals = [encoding for encoding in _CANDIDATES if scores.get(encoding, 0.0) >= best - 0.005]
        encoding = _detected(data, equals) if len(equals) > 1 else equals[0]
        return readings[encoding], encoding
    if text is not None:  # UTF-8 with stray NULs, which cleaning removes
        return text, "utf-8"
    if b"\0" in data:
        raise UnreadableFile(
            f"不支持的格式：{name} 不是文字文件。请用原来的软件另存为 .docx、PDF 或文本后再添加。"
        )
    raise UnreadableFile(f"认不出文字编码：{name}。请用记事本或 Word 另存为 UTF-8 文本后再添加。")


def plausibility(text: str) -> float:
    """Share of the characters that a Chinese text is likely to hold, in [0, 1].

    Common are the first levels of GB 2312 (3,755 simplified characters) and of Big5 (5,401 traditional
    ones), printable ASCII, and the punctuation of both.
    """
    seen = [character for character in text.translate(_NARROW) if not character.isspace()]
    return sum(map(_is_common, seen)) / len(seen) if seen else 0.0


def _is_common(character: str) -> bool:
    if character < "\x80":
        return character >= " "
    if character in "“”‘’—…·《》〈〉、。「」『』【】℃×①②③④⑤⑥⑦⑧⑨⑩":
        return True
    for encoding, first, last in (("gb2312", 0xB0A1, 0xD7F9), ("big5", 0xA440, 0xC67E)):
        try:
            code = int.from_bytes(character.encode(encoding))
        except UnicodeEncodeError:
            continue
        if first <= code <= last:
            return True
    return False


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detected(data: bytes, encodings: list[str]) -> str:
    import charset_normalizer  # here, as it takes a while, and few files need it

    match = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=encodings).best()
    return match.encoding if match is not None and match.encoding in encodings else encodings[0]
