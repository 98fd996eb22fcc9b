// What the links and buttons of the page do with the panel; runs after panel.js, in the same scope.

// ---- asking: examples, and about selected words

function setQuestion(words) {
  const box = document.querySelector("#question textarea");
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, words);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}

function fill(words, submit) {
  setQuestion(words).focus();
  if (submit) setTimeout(() => document.querySelector("#question .submit-button")?.click(), 50);
}

function offerToAsk() {
  const button = panel.querySelector(".ask-about");
  const selection = document.getSelection();
  if (!button) return;
  const words = selection.isCollapsed ? "" : selection.toString().trim();
  button.hidden = !words || !article().contains(selection.anchorNode);
  if (button.hidden) return;
  const at = selection.getRangeAt(0).getBoundingClientRect(), frame = panel.getBoundingClientRect();
  button.style.top = `${Math.max(0, at.top - frame.top - 40)}px`;
  button.style.left = `${Math.min(Math.max(0, at.left - frame.left), frame.width - 110)}px`;
  button.dataset.selected = words;
}

// What is typed, and a question that is on its way, outlive a reload: Gradio makes one when the connection broke.
const DRAFT = "askreport-draft", SENT = "askreport-sent";
const lines = (...parts) => parts.filter(Boolean).join("\n");
const stored = (key) => sessionStorage.getItem(key) ?? "";

let left = stored(DRAFT).includes(stored(SENT)) ? stored(DRAFT) : lines(stored(SENT), stored(DRAFT));  // by the page before

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("#question textarea")) return;
  sessionStorage.setItem(DRAFT, lines(left, event.target.value));
  if (!event.target.value) sessionStorage.removeItem(SENT);
}, true);

// The question is on its way: what is typed from now on is the next one.
document.addEventListener("askreport:asked", (event) => {
  setQuestion("");
  sessionStorage.setItem(SENT, event.detail);
  awaited = document.querySelectorAll("#chat .answer").length + 1;
});

let awaited = 0;  // how many answers there are when the question that is on its way has its own
function forgetAnswered() {
  const answers = document.querySelectorAll("#chat .answer").length;
  if (!awaited || answers < awaited || document.querySelector("#chat .answer.growing")) return;
  awaited = 0;
  sessionStorage.removeItem(SENT);
}

function restoreQuestion() {
  if (!left || !document.querySelector("#chat .welcome, #chat .answer")) return;  // the page is still being built
  const words = lines(left, document.querySelector("#question textarea").value);
  left = "";
  if (!awaited) sessionStorage.removeItem(SENT);  // not the one that was asked meanwhile
  setQuestion(words);
}

// ---- adding reports: files dropped anywhere are as those chosen with the button

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  const input = document.querySelector("#sidebar input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// ---- copying an answer with its sources

async function copyAnswer(button) {
  const answer = button.closest(".answer");
  const lines = [...answer.querySelectorAll(".body p, .body li")].map((line) => line.textContent);
  const sources = [...answer.querySelectorAll(".source")].map((source) => {
    const [number, quote, place] = [...source.children].map((part) => part.textContent);
    return `${number} “${quote}” —— ${place}`;
  });
  const words = [...lines, "", ...sources].join("\n");
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copyWithoutClipboard(words);  // a page served over plain http has no clipboard
  }
  const label = button.textContent;
  button.textContent = language === "en" ? "Copied" : "已复制";
  setTimeout(() => { button.textContent = label; }, 1500);
}

function copyWithoutClipboard(words) {
  const area = document.createElement("textarea");
  area.value = words;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// ---- the table of figures

function sortBy(button) {
  const head = button.closest("th"), table = button.closest("table");
  const down = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("th").forEach((other) => other.setAttribute("aria-sort", "none"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent;
  const order = new Intl.Collator("zh-CN", { numeric: true });
  const compare = (a, b) => isNaN(value(a)) || isNaN(value(b))
    ? order.compare(value(a), value(b)) : value(a) - value(b);
  const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? -compare(a, b) : compare(a, b)));
  table.tBodies[0].append(...rows);
}

// ---- wiring: capture phase, because the chat's own handlers come later and stop some events

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a, button");
  if (!target) return;
  const handled = handle(target);
  if (handled) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

function handle(target) {
  const href = target.getAttribute("href") ?? "";
  if (href.startsWith("#at-")) show(target, true);
  else if (href.startsWith("#page-")) showPage(target);
  else if (href.startsWith("#section-")) {
    const heading = panel.querySelector(`[id="${href.slice(1)}"]`);
    if (heading) { scrollTo(heading); heading.focus({ preventScroll: true }); }
    if (target.closest("details.contents")) target.closest("details").open = false;
  }
  else if (target.matches(".example")) fill(target.textContent, true);
  else if (target.matches(".figures .sort")) sortBy(target);
  else if (target.matches(".answer .copy")) copyAnswer(target);
  else if (target.matches(".answer .regenerate")) { if (!answering()) document.querySelector("#regenerate").click(); }
  else if (target.matches(".panel .back")) goBack();
  else if (target.matches(".panel .printed-close")) closePage();
  else if (target.matches(".panel .next")) step(1);
  else if (target.matches(".panel .previous")) step(-1);
  else if (target.matches(".panel .ask-about")) {
    fill(target.dataset.question.replace("{text}", () => target.dataset.selected), false);
    target.hidden = true;
  }
  else return false;
  return true;
}

// One question at a time: a second would be answered from the conversation as it was before the first.
const answering = () => document.querySelector("#question .stop-button") !== null;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !event.target.matches?.("#question textarea") || !answering()) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// What is done to the conversations while an answer comes would be undone when that answer is kept.
function holdConversations() {
  const held = answering();
  document.querySelectorAll("#talks, #chat .message-buttons-left").forEach((part) => { part.inert = held; });
}

// Another tab has changed what the browser keeps: before this one writes, it must know.
let outdated = false;
function catchUp() {
  if (outdated && !document.hidden && !answering()) location.reload();
}
// The news may come after the reader has: it does not wait for the next time.
addEventListener("storage", (event) => { outdated ||= event.key === "askreport-version"; catchUp(); });
for (const moment of ["focus", "visibilitychange"]) addEventListener(moment, catchUp);

panel.addEventListener("change", (event) => {
  if (event.target.matches(".choose")) openReport(event.target.value);
});
panel.addEventListener("input", (event) => {
  if (event.target.matches(".search input")) search(event.target.value);
});
panel.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing && event.target.matches(".search input")) step(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") closePage();
});
panel.addEventListener("mousedown", (event) => {
  if (event.target.matches(".ask-about")) event.preventDefault();  // keeps the selection
});
document.addEventListener("selectionchange", offerToAsk);
// The library has changed: show the report that was added last, or else the first there is.
document.addEventListener("askreport:library", () => setTimeout(() => {
  const added = [...document.querySelectorAll("#status a[href]")].pop();
  openReport(added ? place(added).report : "", true);
}, 100));

// What Gradio gives no name, or an English one.
const NAMES = [
  ["#question .submit-button", "提问", "Ask"],
  ["#question .stop-button", "停止", "Stop"],
  ["#chosen .select-all-checkbox", "全选或全不选", "All or none"],
  ["#sidebar .toggle-button", "开关侧栏", "Sidebar"],
  ["#chat [role=log]", "对话", "Conversation"],
  ["#panel .panel", "报告原文", "The report"],
];

function name(selector, chinese, english) {
  const words = language === "en" ? english : chinese;
  for (const control of document.querySelectorAll(selector)) {
    if (control.getAttribute("aria-label") === words) continue;
    control.setAttribute("aria-label", words);
    if (control.title) control.title = words;
  }
}

// What Gradio's own script says of a full queue and of a server that is gone, in the reader's words.
const TOASTS = [
  ["currently busy", "现在提问的人太多，请稍后再试。", "Too many requests just now. Please try again shortly."],
  ["Connection to the server", "与服务器的连接断了，正在重新连接……", "The connection broke. Trying to connect again…"],
];

function translateToasts() {
  for (const words of document.querySelectorAll("[data-testid=toast-text]")) {
    const known = TOASTS.find(([start]) => words.textContent.includes(start));
    if (known) words.textContent = language === "en" ? known[2] : known[1];
  }
}

// The last question stands at the top of the chat, its answer below it: an answer is read from its beginning.
let exchanged = 0;
function showLatest() {
  const asked = document.querySelectorAll("#chat .asked");
  const now = asked.length + document.querySelectorAll("#chat .answer").length;
  if (now === exchanged) return;
  exchanged = now;
  const scroller = document.querySelector("#chat .bubble-wrap"), last = asked[asked.length - 1];
  if (last) scroller.scrollTop += last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16;
}

// A new answer shows its first quote at once, without taking the focus.
let latest = null;
new MutationObserver(() => {
  const answers = document.querySelectorAll("#chat .answer.fresh, #chat .answer.growing");
  const answer = answers[answers.length - 1] ?? null;
  const first = answer?.querySelector("a.mark");
  if (answer && answer !== latest) {
    if (first) show(first, false);
    setTimeout(() => answer.classList.remove("fresh"), 1000);  // or it would appear again with its tab
  }
  latest = answer;
  translateToasts();
  holdConversations();
  document.querySelectorAll("#chat [data-testid=bot][aria-label], #chat [data-testid=user][aria-label]").forEach((message) => {
    message.removeAttribute("aria-label");  // Gradio puts the message's source there
  });
  for (const each of NAMES) name(...each);
  document.querySelectorAll(".unseen").forEach((button) => { button.tabIndex = -1; });
  const chooser = document.querySelector("#sidebar input[type=file]"), limits = document.querySelector("[data-suffixes]");
  if (chooser && limits) chooser.accept = limits.dataset.suffixes;
  restoreQuestion();
  forgetAnswered();
  showLatest();
}).observe(document.body, { childList: true, subtree: true });

// On a phone the open sidebar would cover the page.
if (matchMedia("(max-width: 900px)").matches) document.querySelector("#sidebar.open .toggle-button")?.click();

openReport("");
