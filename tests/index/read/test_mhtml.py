"""Pages saved into one file with all that they show."""

import email.policy
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from index.errors import UnreadableFile
from index.read.formats import format_of, read
from tests.index.made_pages import FOREIGN, LINES, TITLE, news, trs

PAGE = "http://www.yuntai.example/a.html"


def part(page: str, location: str, charset: str, encoding: str, kind: str = "html") -> EmailMessage:
    """A part of the file, its letters encoded for the mail."""
    message = EmailMessage()
    message.set_content(page, kind, charset=charset, cte=encoding)
    message["Content-Location"] = location
    return message


def saved(*parts: EmailMessage, **headers: str) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    for each in parts:
        message.attach(each)
    return message.as_bytes(policy=email.policy.SMTP)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "quoted-printable"),
        ("utf-8", "base64"),
        ("gb18030", "quoted-printable"),
        ("gb18030", "8bit"),
    ],
)
def test_the_letters_of_the_page_are_decoded(charset: str, encoding: str) -> None:
    page = trs().replace("<div", "\n<div").replace("<p>", "\n<p>")  # 8bit has short lines only
    data = saved(part(page, PAGE, charset, encoding))
    assert format_of(data, ".mht").module == "html.mhtml"
    texts = [block.text.strip() for block in read(data, "a.mhtml").blocks]
    assert texts[0] == TITLE and set(LINES) <= set(texts)
    assert not [words for words in FOREIGN if any(words in text for text in texts)]


def test_the_page_is_read_and_not_a_frame_in_it() -> None:
    frame = part(
        "<html><body><p>广告：全年优惠，先到先得。</p></body></html>", "http://ad.example/", "utf-8", "base64"
    )
    data = saved(frame, part(news(), PAGE, "utf-8", "base64"), Snapshot_Content_Location=PAGE)
    texts = [block.text for block in read(data, "a.mhtml").blocks]
    assert texts[0] == TITLE and not any("优惠" in text for text in texts)


def test_a_style_sheet_beside_the_page_hides_what_it_hides() -> None:
    page = '<html><body><p>全年造林3.6万亩。</p><p class="hid">初稿为2.9万亩。</p></body></html>'
    sheet = part(".hid { display: none }", "cid:css-1@mhtml.blink", "utf-8", "quoted-printable", "css")
    blocks = read(saved(part(page, PAGE, "utf-8", "base64"), sheet), "a.mhtml").blocks
    assert [block.text for block in blocks] == ["全年造林3.6万亩。"]


def test_a_page_may_be_all_that_the_file_holds() -> None:
    data = part(trs(), PAGE, "utf-8", "base64").as_bytes(policy=email.policy.SMTP)
    assert format_of(data, ".mht").module == "html.mhtml"
    assert read(data, "a.mht").blocks[0].text == TITLE


def test_headers_may_hold_letters_that_no_mail_may() -> None:
    data = saved(part(trs(), PAGE, "utf-8", "base64")).replace(b"Blink", "浏览器".encode("gbk"))
    assert read(data, "a.mht").blocks[0].text == TITLE


def test_a_file_without_a_page_is_refused() -> None:
    data = saved(MIMEText("p { margin: 0 }", "css"))  # type: ignore[arg-type]
    with pytest.raises(UnreadableFile, match="网页存档里没有网页：a.mhtml"):
        read(data, "a.mhtml")
