"""The picture of a page of an OFD: letters, lines and pictures where the file has them."""

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from index.read import Facsimile, facsimile, quote_places
from tests.index.made_ofd import SIZE, drawn, ofd, picture, text

WORDS = "全县新建公路一百一十二公里。"
WIDTH, HEIGHT = 210.0, 297.0  # millimetres
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def font() -> bytes:
    """One whose first shape is a square of its whole height, and which has no codes."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (0, 800), (800, 800), (800, 0))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    builder.setupHorizontalHeader()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def shown(*objects: str, **made: object) -> Facsimile:
    return facsimile(ofd([list(objects)], **made), "报告.ofd", 1)  # type: ignore[arg-type]


def colour(page: Facsimile, x: float, y: float) -> tuple[int, ...]:
    """What is at a place in millimetres."""
    with Image.open(io.BytesIO(page.picture)) as opened:
        place = (round(x / WIDTH * opened.width), round(y / HEIGHT * opened.height))
        return opened.getpixel(place)  # type: ignore[return-value]


def test_a_quote_is_found_where_it_is_printed() -> None:
    page = shown(text(WORDS, 40, 60))
    (box,) = quote_places(page.lines, WORDS, 2, 6)
    assert (box.left * WIDTH, box.right * WIDTH) == pytest.approx((40 + 2 * SIZE, 40 + 6 * SIZE), abs=0.5)
    assert (box.top * HEIGHT, box.bottom * HEIGHT) == pytest.approx((60, 60 + 1.15 * SIZE), abs=0.8)


def test_a_letter_has_the_shape_of_its_font_in_the_file() -> None:
    shape = (
        '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform>'
        f'<ofd:TextCode X="0" Y="{SIZE}">一</ofd:TextCode>'
    )
    fonts = (
        '<ofd:Fonts><ofd:Font ID="1" FontName="甲"><ofd:FontFile>a.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
    )
    page = shown(text("一", 40, 60, codes=shape), resources=fonts, files={"a.ttf": font()})
    assert [line.text for line in page.lines] == ["一"]
    assert colour(page, 40 + 0.1 * SIZE, 60 + 0.9 * SIZE) == BLACK
    assert colour(page, 40 + 0.7 * SIZE, 60 + 0.3 * SIZE) == BLACK
    assert colour(page, 40 + 0.9 * SIZE, 60 + 0.9 * SIZE) == WHITE


@pytest.mark.parametrize("data", [b"", b"\0\1\0\0 no font", font()[:200]])
def test_a_damaged_font_costs_only_its_shapes(data: bytes) -> None:
    fonts = (
        '<ofd:Fonts><ofd:Font ID="1" FontName="甲"><ofd:FontFile>a.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
    )
    page = shown(text(WORDS, 40, 60), resources=fonts, files={"a.ttf": data})
    assert [line.text for line in page.lines] == [WORDS]


def test_lines_and_areas_have_their_colours() -> None:
    red = 'Stroke="false" Fill="true"'
    area = drawn("S 0 0 L 30 0 L 30 20 L 0 20 C", "50 100 30 20", red).replace(
        "<ofd:Abb", '<ofd:FillColor Value="255 0 #00"/><ofd:Abb'
    )
    page = shown(text(WORDS, 40, 60), area, drawn("M 20 200 L 190 200", more='LineWidth="2"'))
    assert colour(page, 65, 110) == (255, 0, 0) and colour(page, 85, 110) == WHITE
    assert colour(page, 100, 200) == BLACK and colour(page, 100, 203) == WHITE


def test_what_is_clipped_is_not_drawn() -> None:
    clip = (
        "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 9 9'><ofd:AbbreviatedData>"
        "M 0 0 L 10 0 L 10 20 L 0 20 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    )
    area = drawn("M 0 0 L 30 0 L 30 20 L 0 20 C", "50 100 30 20", 'Fill="true"').replace("><", f">{clip}<", 1)
    page = shown(text(WORDS, 40, 60), area)
    assert colour(page, 55, 110) == BLACK and colour(page, 70, 110) == WHITE


def test_a_picture_stands_upright_in_its_box_and_one_that_cannot_be_opened_is_grey() -> None:
    file = io.BytesIO()
    flag = Image.new("RGB", (2, 2), "blue")
    flag.putpixel((0, 0), (255, 0, 0))
    flag.resize((200, 200), Image.Resampling.NEAREST).save(file, "PNG")
    media = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
        for number, name in ((2, "a.png"), (3, "b.png"))
    )
    page = shown(
        text(WORDS, 40, 60),
        picture(2, "20 100 60 40"),
        picture(3, "120 100 60 40"),
        resources=f"<ofd:MultiMedias>{media}</ofd:MultiMedias>",
        files={"a.png": file.getvalue(), "b.png": b"no picture"},
    )
    assert colour(page, 30, 110) == (255, 0, 0)
    assert colour(page, 70, 110) == colour(page, 30, 130) == (0, 0, 255)
    assert colour(page, 150, 120) == (211, 211, 211)
