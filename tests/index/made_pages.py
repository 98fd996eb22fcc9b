"""Pages of the kinds that Chinese sites have, around one and the same article."""

from collections.abc import Callable

TITLE = "云台县2025年乡村建设情况"
HEADINGS = ("一、农村公路", "二、农村供水", "三、2026年安排")
PARAGRAPHS = (
    "2025年，全县乡村建设扎实推进，农村面貌持续改善。现将有关情况公布如下。",
    "全年新建改建农村公路86公里，改造危桥5座；行政村客车通达率达到100%。",
    "建成农村供水工程9处，受益人口2.7万人。",
    "计划新建农村公路60公里，改造农村厕所1200户。",
)
LINES = (PARAGRAPHS[0], HEADINGS[0], PARAGRAPHS[1], HEADINGS[1], PARAGRAPHS[2], HEADINGS[2], PARAGRAPHS[3])
SIGNATURE = ("云台县农业农村局", "2026年1月20日")
NAV = "".join(
    f'<li><a href="/{n}/">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流", "走进云台")
)
OTHERS = (
    "白水县2025年新建农村公路93公里",
    "云台县2024年乡村建设情况",
    "青石县乡村建设现场会召开，县长出席并讲话",
    "关于2026年春节放假的通知",
)
RELATED = "".join(
    f'<li><a href="t2026_{n}.html">{other}</a><span>2026-01-1{n}</span></li>'
    for n, other in enumerate(OTHERS)
)
FOOT = "主办：云台县人民政府办公室　备案号：云ICP备00000000号<br>建议使用1024×768以上分辨率浏览本站，未经授权，禁止转载。"
# What no page may hand on: navigation, buttons, other texts, what is hidden.
FOREIGN = (
    *OTHERS,
    "网友",
    "点赞",
    "互动交流",
    "当前位置",
    "打印",
    "关闭",
    "分享",
    "字号",
    "大 中 小",
    "上一篇",
    "相关",
    "备案号",
    "分辨率",
    "草稿",
)


def _paragraphs(tag: str = "p", indent: str = "　　") -> str:
    return "".join(f"<{tag}>{indent}{line}</{tag}>" for line in LINES)


def _signed() -> str:
    return "".join(f'<p style="text-align:right">{line}</p>' for line in SIGNATURE)


def trs() -> str:
    return f"""<html><head><title>{TITLE}-云台县人民政府</title><style type="text/css">.TRS_Editor P{{line-height:1.5}}
.menu ul ul{{display:none}}</style></head><body><div class="menu"><ul>{NAV}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk">信息公开</a> &gt; 工作动态</div>
<div class="xl"><h1>{TITLE}</h1><div class="xl_tit2"><span>日期：2026-01-20</span><span>来源：县农业农村局</span>
<span>【字号：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</span></div>
<div class="view TRS_UEDITOR"><div class="TRS_Editor">{_paragraphs()}{_signed()}</div></div>
<div class="fx">分享到：<a href="#" title="微信"></a><a href="#">微博</a></div><div><a href="javascript:window.print()">打印本页</a>
<a href="javascript:window.close()">关闭窗口</a></div></div>
<div class="xgwd"><h3>相关文档</h3><ul>{RELATED}</ul></div><div class="foot">{FOOT}</div></body></html>"""


def ucap() -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="云台县人民政府">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-01-20 10:00"><title>工作动态 - 云台县人民政府</title></head>
<body><header><div><a href="/">云台县人民政府</a></div><ul>{NAV}</ul><form><input type="text" value="请输入关键词"><button>搜索</button></form></header>
<div class="main"><div class="crumb"><span>当前位置：</span><a href="/">首页</a><span>&gt;</span><a href="/a">动态</a></div>
<div class="article"><div class="title"><ucaptitle>{TITLE}</ucaptitle></div>
<div class="xx"><span>发布时间：<publishtime>2026-01-20</publishtime></span><span>来源：<ucapsource>县农业农村局</ucapsource></span>
<span>浏览次数：<i id="hits">326</i></span><span>字号：[<a onclick="fz(1)">大</a>][<a onclick="fz(2)">中</a>][<a onclick="fz(3)">小</a>]</span></div>
<div id="zoom"><div id="UCAP-CONTENT"><ucapcontent>{_paragraphs("div")}</ucapcontent></div></div>
<div class="sign">{_signed()}</div>
<div class="tool"><span onclick="window.print()">打印</span><span onclick="window.close()">关闭</span></div>
<div class="qr"><p>扫一扫在手机打开当前页</p><img src="qr.png"></div></div>
<aside><h3>热点</h3><ul>{RELATED}</ul></aside></div><footer><p>{FOOT}</p></footer></body></html>"""


def tables() -> str:
    menu = "".join(
        f'<tr><td><a href="{n}.asp">{n}</a></td></tr>'
        for n in ("机构设置", "政策法规", "互动交流", "工作动态")
    )
    rows = "".join(f"<p><font size=3>&nbsp;&nbsp;&nbsp;&nbsp;{line}</font>" for line in LINES)
    return f"""<HTML><HEAD><TITLE>云台县农业信息网</TITLE></HEAD><BODY bgcolor=#ffffff><CENTER>
<TABLE width=776 border=0><TR><TD><IMG src=top.jpg></TD></TR><TR><TD><A href=/>首页</A>|<A href=/xx>政务公开</A>|<A href=/bbs>互动交流</A></TD></TR></TABLE>
<TABLE width=776 border=0 cellspacing=0><TR><TD width=180 valign=top><TABLE width=100%>{menu}</TABLE></TD>
<TD valign=top><TABLE width=100%><TR><TD>当前位置：<A href=/>首页</A>-&gt;<A href=/list.asp>工作动态</A></TD></TR>
<TR><TD align=center><FONT color=red size=4><B>{TITLE}</B></FONT></TD></TR>
<TR><TD align=center>发布时间：2026-1-20 来源：县农业农村局 点击数：<SCRIPT>hits()</SCRIPT>52</TD></TR>
<TR><TD>{rows}{"".join(f"<P align=right>{line}" for line in SIGNATURE)}</TD></TR>
<TR><TD>【<A href=javascript:print()>打印</A>】【<A href=javascript:close()>关闭</A>】</TD></TR>
<TR><TD>上一篇：<A href=1.asp>{OTHERS[0]}</A><BR>下一篇：<A href=2.asp>{OTHERS[1]}</A></TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=776><TR><TD align=center>{FOOT}</TD></TR></TABLE></CENTER></BODY></HTML>"""


def news() -> str:
    parts = [f"<p>{line}</p>" for line in LINES]
    more = f'<div class="ad"><b>相关阅读</b><ul>{RELATED}</ul></div>'
    return f"""<!DOCTYPE html><html><head><title>{TITLE}_云台新闻网</title><meta property="og:title" content="{TITLE}"></head><body>
<div class="channel"><ul>{NAV}</ul></div><div class="w1000"><h1 class="title">{TITLE}</h1>
<div class="info"><span class="date">2026-01-20 08:12</span><span>来源：云台日报</span><a href="/app">下载客户端</a>
<div class="share"><span>分享到：</span><a href="#">微信</a><a href="#">微博</a></div></div>
<div class="content">{"".join(parts[:3])}{more}{"".join(parts[3:])}{_signed()}<p>（责任编辑：测试一）</p></div>
<div class="hot"><ul>{RELATED}</ul></div>
<div class="comments"><h3>网友评论</h3><p>写得好，点赞！</p><p>我们村的路也修好了。</p><a href="#">我要评论</a></div></div><div>{FOOT}</div></body></html>"""


def saved() -> str:
    return f"""<!DOCTYPE html>
<!-- saved from url=(0058)https://www.yuntai.example/zwgk/202601/t20260120_88.html -->
<html lang="zh"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{TITLE}</title>
<link rel="stylesheet" href="./{TITLE}_files/main.css"><style>.pop,.draft{{display:none !important}} .print-only{{visibility:hidden}}
@media (max-width:700px){{.text{{display:none}}}} @media print{{.text{{display:none}}}}</style>
<script src="./{TITLE}_files/jquery.js.下载"></script></head><body class="bd"><div class="pop"><p>草稿：全年新建农村公路99公里，改造危桥8座。</p></div>
<div id="app"><div><div><div class="nav"><ul>{NAV}</ul></div></div></div><div><div><div class="tit">{TITLE}</div>
<div class="meta"><i>2026年01月20日</i><i>来源：县农业农村局</i><i>打印</i></div><div class="text" style="display:block;">
<section><section>{_paragraphs("section", "")}</section></section><p hidden>草稿一，不发。</p><p aria-hidden="true">草稿二，不发。</p>
<p>{SIGNATURE[0]}</p><p>{SIGNATURE[1]}</p><template><p>草稿三，不发。</p></template></div></div></div>
<div class="print-only">草稿四，打印用。</div><div class="side"><h4>相关新闻</h4>{"".join(f'<div><a href="x{n}.html">{o}</a></div>' for n, o in enumerate(OTHERS))}</div>
<div class="bottom">{FOOT}</div></div><noscript>请启用脚本，草稿。</noscript></body></html>"""


def one_paragraph() -> str:
    text = "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in LINES).replace(
        "公里，改造危桥", "公里，<br>改造<br>危桥"
    )
    return f"""<html><head><title>{TITLE}</title></head><body><ul>{NAV}</ul><h2>{TITLE}</h2><p>时间：2026-01-20</p><p>{text}<br><br>
{"<br>".join(SIGNATURE)}</p><p><a href="#">返回列表</a></p><p>{FOOT}</p></body></html>"""


def spans() -> str:
    text = "".join(
        f"<span>　　{line[:9]}</span><span style='color:#333'>{line[9:]}</span>" + "<br/><br/>"
        for line in LINES
    )
    return f"""<html><head><title>云台县 {TITLE}</title></head><body><div class=a><div class=b>{"".join(f"<a href='/{n}'>{n}</a>" for n in "公开 服务 互动交流".split())}</div>
<div class=c><div><b>{TITLE}</b></div><div>2026-01-20</div><div class=d><div>{text}{"<br>".join(SIGNATURE)}</div></div></div>
<div class=e><div>相关链接</div>{"".join(f"<div><a href='{n}'>{o}</a></div>" for n, o in enumerate(OTHERS))}</div></div></body></html>"""


def word() -> str:
    lines = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>{line}<span lang=EN-US><o:p></o:p></span></span></p>"
        for line in LINES
    )
    hidden = (
        "<p class=MsoNormal><span style='display:none;mso-hide:all'>草稿：新建农村公路99公里。</span></p>"
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>草稿标题</title><!--[if gte mso 9]><xml><o:Words>草稿</o:Words></xml><![endif]--><style><!-- p.MsoNormal {{margin:0cm}} --></style></head>
<body><div class=WordSection1><p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{TITLE}</span></b></p>{lines}{hidden}</div>
<span><br clear=all style='page-break-before:always'></span><div class=WordSection2><p align=right>{SIGNATURE[0]}</p><p align=right>{SIGNATURE[1]}</p></div></body></html>"""


def portal() -> str:
    return f"""<!DOCTYPE html><html><head><title>{TITLE}_部门动态_门户网</title></head><body><h1 class="logo">云台县人民政府</h1><ul>{NAV}</ul>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">动态</a></div><div class="content"><div class="article"><h2>{TITLE}</h2>
<div class="pages-date">2026-01-20 10:00 <span class="font">来源： 云台日报</span><span class="font">【字号：<span id="b1">大</span> <span>中</span> <span>小</span>】</span>
<a href="javascript:;">打印</a><div class="share"><a href="x">分享到微博</a></div></div><div class="pages_content">{_paragraphs()}{_signed()}</div>
<div class="editor">【关闭】<span>责任编辑：测试一</span></div></div></div>
<div class="foot"><p>链接：<a href="1">相关部门</a>|<a href="2">友情链接</a></p><p>{FOOT}</p></div></body></html>"""


def plain_divs() -> str:
    return f"""<html><head><title>云台县人民政府</title></head><body><div>云台县人民政府</div><div><a href="/">首页</a> <a href="/1">互动交流</a></div>
<div><div class="t">{TITLE}</div><div class="i">发布日期：2026年1月20日　信息来源：县农业农村局　【 大 中 小 】　打印</div>
<div class="z">{_paragraphs("div")}{_signed()}</div></div><div><a href="javascript:close()">关闭窗口</a></div><div>{FOOT}</div></body></html>"""


def shown_by_script() -> str:
    return f"""<html><head><title></title><meta property="og:title" content="{TITLE}"></head><body><h1 id="activity-name">{TITLE}</h1>
<div><span>云台发布</span> <em>2026-01-20 09:00</em></div><div id="js_content" style="visibility: hidden; opacity: 0;"><section>
{_paragraphs("section")}{_signed()}</section><p style="display:none">草稿：改造危桥8座。</p></div><div><a href="#">阅读原文</a><a href="#">分享</a></div></body></html>"""


PAGES: tuple[Callable[[], str], ...] = (
    trs,
    ucap,
    tables,
    news,
    saved,
    one_paragraph,
    spans,
    word,
    portal,
    plain_divs,
    shown_by_script,
)
