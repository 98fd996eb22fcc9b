"""Reports, file names and questions that try to be more than text stay text."""

from pathlib import Path

import docx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.conftest import Reader

HOSTILE = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "![图](http://example.org/leak.png)[链接](javascript:window.hacked=1)${window.hacked=1}{{window.hacked=1}}"
    "$$\\href{javascript:window.hacked=1}{x}$$**粗**`码`<a href=http://example.org>外</a>"
)
# What Markdown it holds is read: the words of links, pictures, emphasis and code stay, their marks go.
AS_READ = (
    HOSTILE.replace("![图](http://example.org/leak.png)[链接](javascript:window.hacked=1)", "图链接")
    .replace("**粗**", "粗")
    .replace("`码`", "码")
)
PARAGRAPHS = [
    f"全年检修水渠37公里{HOSTILE}。",
    "新建泵站19座，" + "长" * 5_000 + "。",
    "𠮷野家村安装路灯256盏，😀受益群众1200人。",
]


def add(page: Page, *paths: Path) -> None:
    """Put files into the upload button's chooser and wait for what became of them."""
    with page.expect_file_chooser() as chooser:
        page.locator("#upload").click()
    chooser.value.set_files(paths)
    expect(page.locator("#status .status")).to_have_count(len(paths))


def remove_shown(page: Page, name: str) -> None:
    page.get_by_role("button", name="报告信息、更正与移除").click()
    page.locator("#menu input").click()
    page.locator("li[role=option]", has_text=name).click()
    expect(page.locator("#details dl")).to_contain_text(name)
    page.locator("#remove").click()
    page.locator("#remove-yes").click()
    expect(page.locator("#status")).to_contain_text("已移除")


def test_hostile_report_is_shown_as_text(reader: Reader, tmp_path: Path) -> None:
    title = "渠县水利工作报告<b onclick=1>${1}"
    path = tmp_path / "渠县 <i>水利&报告.txt"
    path.write_text("\n".join([title, "一、水渠检修<u>", *PARAGRAPHS]), encoding="utf-8")
    page = reader.open()
    add(page, path)
    expect(page.locator("#status")).to_contain_text("已加入")
    article = page.locator("article.report")
    expect(article).to_contain_text(AS_READ)
    for question, figure in (("检修水渠多少公里？", "37公里"), ("𠮷野家村安装路灯多少盏？", "256盏")):
        reader.ask(question)
        answer = page.locator("#chat .answer").last
        expect(answer).to_contain_text(figure)
        answer.locator("a.mark").first.click()
        quote = answer.locator(".source .quote").first.text_content()
        expect(page.locator("mark.chosen").first).to_be_in_viewport()
        assert "".join(page.locator("mark.chosen").all_text_contents()) == quote
    reader.ask(HOSTILE)
    expect(page.locator("#chat .asked").last).to_have_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#chat img, article img, article a, #chat a[href^=http], #sidebar i").count() == 0
    remove_shown(page, "渠县")


def test_adding_txt_and_docx_a_duplicate_and_a_bad_file(reader: Reader, tmp_path: Path) -> None:
    text = tmp_path / "石滩县报告.txt"
    text.write_text(
        "石滩县人民政府工作报告\n一、去年工作\n全年植树4321亩，改造农房87户。", encoding="gb18030"
    )
    word = tmp_path / "月湖县报告.docx"
    document = docx.Document()
    for line in ("月湖县人民政府工作报告", "一、去年工作", "全年疏浚河道65公里，新增车位910个。"):
        document.add_paragraph(line)
    document.save(str(word))
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)

    page = reader.open()
    add(page, text, word, bad)
    expect(page.locator("#status .status").nth(0)).to_contain_text("石滩县")
    expect(page.locator("#status .status").nth(1)).to_contain_text("段")
    expect(page.locator("#status .status").nth(2)).to_contain_text("坏.txt")
    reader.ask("石滩县植树多少亩？")
    page.locator("#chat .answer a.mark").last.click()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    expect(page.locator("article.report")).to_contain_text("石滩县人民政府工作报告")
    add(page, text)
    expect(page.locator("#status")).to_contain_text("不再重复加入")
    remove_shown(page, "石滩县")
    page = reader.open()
    remove_shown(page, "月湖县")


def test_axe_finds_nothing_serious_in_light_and_dark(reader: Reader) -> None:
    page = reader.open()
    reader.ask("全年开展了多少场“请你来协商”活动？")
    page.locator("#chat a.mark").first.click()
    for scheme in ("light", "dark"):
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
        for tab in ("figures", "comparison", "chat"):
            reader.tab(tab)
            found = Axe().run(page).response["violations"]
            serious = [
                (each["id"], [node["html"][:200] for node in each["nodes"]][:4])
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
            assert serious == [], (scheme, tab)
