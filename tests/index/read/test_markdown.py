"""Markdown: headings, items, tables and notes as what they are."""

from pathlib import Path

from index.parse import parse
from index.read import load

TEXT = """---
layout: post
---
# 青石县2025年民政工作情况

发布时间：2026-01-20

一、社会救助
------------

全年发放低保金**3420万元**，救助*1.2万人次*，其中**“一老一小”**服务
覆盖96个村[^1]，临时救助~~310~~290人次。详见[县民政局网站](http://x.example/a)。
全年办理3.5\\*万件。

- 新建养老服务站12个
- 改造敬老院3所
  1. 城东敬老院

| 指标 | 2024年 | 2025年 |
| --- | ---: | ---: |
| 低保对象（人） | 5210 | **4980** |

![历年低保金](a.png)

## 二、2026年安排

计划新建养老服务站8个。

<p style="display:none">草稿：新建12个。</p>

[^1]: 不含柳林镇。
"""
CARE = "一、社会救助"


def test_a_text_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="gbk")
    report = parse(load(tmp_path / "a.md"))
    assert report.metadata.title == "青石县2025年民政工作情况"
    assert report.remarks == ("“历年低保金”是图片，其中的文字和数字没有读入。",)
    assert [(p.section, report.quote(p.span)) for p in report.paragraphs] == [
        (
            (CARE,),
            "全年发放低保金3420万元，救助1.2万人次，其中“一老一小”服务覆盖96个村，临时救助290人次。详见县民政局网站。",
        ),
        ((CARE,), "全年办理3.5*万件。"),
        ((CARE,), "注：不含柳林镇。"),
        ((CARE,), "新建养老服务站12个"),
        ((CARE,), "改造敬老院3所"),
        ((CARE,), "1. 城东敬老院"),
        ((CARE,), "低保对象（人）｜2024年5210人｜2025年4980人"),
        (("二、2026年安排",), "计划新建养老服务站8个。"),
    ]
