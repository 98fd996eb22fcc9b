// The report panel: opening a report, highlighting spans of it, searching it. With page.js after it, this runs
// once, as js_on_load of the panel's gr.HTML: `element` is that component, `server.open_report(id)` gives a
// report's HTML.
// Offsets count Unicode code points, as Python does.

const panel = element.querySelector(".panel");
const language = document.documentElement.lang === "en" ? "en" : "zh-CN";
const MOST_FOUND = 500;
let shown = "";          // id of the report in the panel
let blocks = [];         // [element, start, end] of every run of report text, in order
let found = [];          // the marks of the current search
let foundAt = -1;
let cameFrom = null;     // the link that led to the report, to return to

const article = () => panel.querySelector("article.report");

// ---- opening a report

async function openReport(id, force = false) {
  if (shown && !force && (id === shown || !id)) return;
  panel.setAttribute("aria-busy", "true");
  panel.innerHTML = await server.open_report(id);
  panel.removeAttribute("aria-busy");
  shown = panel.querySelector("[data-report]")?.dataset.report ?? "";
  blocks = [...panel.querySelectorAll("article [data-start]")].map((block) => {
    const start = Number(block.dataset.start);
    return [block, start, start + codePoints(block.textContent)];
  });
  found = [];
}

function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// ---- highlighting

function codeUnits(text, points) {
  return Array.from(text).slice(0, points).join("").length;
}

function wrap(block, from, to, kind) {
  const marks = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let position = 0;
  for (let node of nodes) {
    const start = Math.max(from, position), end = Math.min(to, position + node.length);
    const offset = position;
    position += node.length;
    if (start >= end) continue;
    if (end < offset + node.length) node.splitText(end - offset);
    if (start > offset) node = node.splitText(start - offset);
    const mark = document.createElement("mark");
    mark.className = kind;
    node.replaceWith(mark);
    mark.append(node);
    marks.push(mark);
  }
  return marks;
}

function highlight(start, end, kind) {
  const marks = [];
  for (const [block, blockStart, blockEnd] of blocks) {
    if (blockStart >= end || blockEnd <= start) continue;  // a table's cells need not be in order
    const text = block.textContent;
    const from = codeUnits(text, Math.max(0, start - blockStart));
    marks.push(...wrap(block, from, codeUnits(text, Math.min(end, blockEnd) - blockStart), kind));
  }
  return marks;
}

function clear(selector) {
  for (const mark of panel.querySelectorAll(selector)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

function scrollTo(target) {
  const scroller = article();
  const distance = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += distance - scroller.clientHeight * 0.28;
}

function place(link) {
  const match = /#at-([^-]+)-(\d+)-(\d+)$/.exec(link.getAttribute("href"));
  return match && { report: match[1], start: Number(match[2]), end: Number(match[3]) };
}

// All quotes of the answer lightly, the chosen one strongly.
async function show(link, byReader) {
  const chosen = place(link);
  await openReport(chosen.report);
  clear("mark");
  found = [];
  const output = panel.querySelector(".search output");
  if (output) output.textContent = "";
  for (const other of link.closest(".answer")?.querySelectorAll("a.mark") ?? []) {
    const at = place(other);
    if (at && at.report === chosen.report) highlight(at.start, at.end, "quote");
  }
  const marks = highlight(chosen.start, chosen.end, "quote chosen");
  if (!marks.length) { article()?.scrollTo(0, 0); return; }
  const asked = boldPlace(link, chosen.start);
  if (asked && marks[0].closest("table")) highlight(...asked, "asked");
  scrollTo(marks[0]);
  if (!byReader) return;
  cameFrom = link;
  document.querySelectorAll("a.current").forEach((other) => other.classList.remove("current"));
  link.classList.add("current");
  marks[0].tabIndex = -1;
  marks[0].focus({ preventScroll: true });
  if (matchMedia("(max-width: 900px)").matches) panel.scrollIntoView({ block: "start" });
}

// Where what the answer has in bold stands in the quote: found by the words before it, as figures repeat.
function boldPlace(link, start) {
  const sentence = link.closest(".sentence"), bold = sentence?.querySelector("strong");
  if (!bold) return null;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEndBefore(bold);
  const words = before.toString().slice(-12);
  const at = link.title.indexOf(words + bold.textContent);
  if (at < 0) return null;
  const from = start + codePoints(link.title.slice(0, at + words.length));
  return [from, from + codePoints(bold.textContent)];
}

function goBack() {
  if (!cameFrom?.isConnected) return;
  cameFrom.scrollIntoView({ block: "center" });
  cameFrom.focus({ preventScroll: true });
}

// ---- search within the report

function search(words) {
  clear("mark.found");
  found = [];
  foundAt = -1;
  const wanted = words.trim().toLowerCase();
  if (wanted) {
    for (const [block] of blocks) {
      const text = block.textContent.toLowerCase();
      let at = text.indexOf(wanted);
      while (at >= 0 && found.length < MOST_FOUND) {
        found.push(wrap(block, at, at + wanted.length, "found"));
        at = text.indexOf(wanted, at + wanted.length);
      }
    }
  }
  step(1, wanted);
}

function step(by, wanted = "…") {
  const output = panel.querySelector(".search output");
  if (!found.length) {
    output.textContent = wanted ? "0" : "";
    return;
  }
  found[foundAt]?.forEach((mark) => mark.classList.remove("at"));
  foundAt = (foundAt + by + found.length) % found.length;
  found[foundAt].forEach((mark) => mark.classList.add("at"));
  scrollTo(found[foundAt][0]);
  output.textContent = `${foundAt + 1}/${found.length}`;
}
