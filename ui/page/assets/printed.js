// The page as it was printed, above the report's text; runs after panel.js, in the same scope.

// The picture of the page that a link names, the place of the quote in view.
async function showPage(link) {
  const address = link.getAttribute("href");
  const [report, start, end] = address.split("-").slice(1);
  const inPicture = link.closest(".printed-page") !== null;
  if (!inPicture) {
    link.setAttribute("href", `#at-${report}-${start}-${end}`);  // the text beside it shows the same quote
    await show(link, true);
    link.setAttribute("href", address);
  }
  let sheet = panel.querySelector(".printed-page");
  if (!sheet) {
    sheet = document.createElement("section");
    sheet.className = "printed-page";
    panel.insertBefore(sheet, article());
  }
  sheet.setAttribute("aria-busy", "true");
  const html = await server.open_page(address);
  if (!sheet.isConnected) return;  // another report was opened meanwhile
  sheet.innerHTML = html;
  sheet.removeAttribute("aria-busy");
  const picture = sheet.querySelector("img");
  await picture?.decode().catch(() => undefined);  // a picture that cannot be had shows its name
  const scroller = sheet.querySelector(".printed-scroll"), first = sheet.querySelector(".printed-place");
  if (!scroller) return;
  if (first) scroller.scrollTop = first.offsetTop - scroller.clientHeight * 0.3;
  scroller.focus({ preventScroll: true });
  panel.querySelector("mark.chosen")?.scrollIntoView({ block: "nearest" });
}

function closePage() {
  panel.querySelector(".printed-page")?.remove();
  goBack();
}
