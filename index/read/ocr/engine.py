"""Recognises the lines of a picture with rapidocr, whose models lie inside its package: nothing is downloaded."""

import os
import threading
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # height, width, three colours
Point = tuple[float, float]

_PACKAGE = "rapidocr"
_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
_MOST_THREADS = 4  # more gain little, and others want to work too
_LONGEST_SIDE = 2000  # pixels that are looked at; with more, marks that stand alone are overlooked
_LEAST_CERTAIN = 0.35  # that a place holds text: what stands there is judged again when it is read
_one_at_a_time = threading.Lock()  # what the engine is set to belongs to the call


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line as it was recognised; places in pixels, from the top left corner of the picture."""

    text: str
    corners: tuple[Point, ...]  # four, clockwise from where the text begins, above it
    confidence: tuple[float, ...]  # of each character, from 0 to 1


def is_installed() -> bool:
    """Whether pictures can be read here, and are to be: ASKREPORT_OCR=off leaves them unread."""
    return os.environ.get("ASKREPORT_OCR") != "off" and find_spec(_PACKAGE) is not None


def recognise(picture: Pixels) -> list[RecognisedLine]:
    """The lines of a picture, in no order."""
    with _one_at_a_time:
        found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if found.boxes is None or found.txts is None:
        return []
    return [
        RecognisedLine(text, tuple((float(x), float(y)) for x, y in box), _of_each(text, words))
        for box, text, words in zip(found.boxes, found.txts, found.word_results, strict=True)
    ]


@cache
def _engine() -> Any:
    import rapidocr  # here, as it takes a second and most files need none

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it would turn single lines of an upright page, which are lost then
            "Global.max_side_len": _LONGEST_SIDE,
            "Det.box_thresh": _LEAST_CERTAIN,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(os.cpu_count() or 1, _MOST_THREADS),
            **{f"{part}.model_path": str(models / name) for part, name in _MODELS.items()},
        }
    )


def _of_each(text: str, words: Any) -> tuple[float, ...]:
    """The confidence of each character; the spaces, which have none, are certain."""
    given = [(character, float(confidence)) for word, confidence, _ in words for character in word]
    confidence: list[float] = []
    for character in text:
        if given and given[0][0] == character:
            confidence.append(given.pop(0)[1])
        else:
            confidence.append(1.0)
    return tuple(confidence)
