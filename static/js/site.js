// Loads each custom element only where a page uses it. Everything works without: these only make it nicer.
const elements = {
  "char-counter": () => import("./elements/char-counter.js"),
  "check-list": () => import("./elements/check-list.js"),
  "copy-link": () => import("./elements/copy-link.js"),
  "copy-text": () => import("./elements/copy-text.js"),
  "dialog-opener": () => import("./elements/dialog-opener.js"),
  "draft-keeper": () => import("./elements/draft-keeper.js"),
  "form-dialog": () => import("./elements/form-dialog.js"),
  "guide-player": () => import("./elements/guide-player.js"),
  "error-focus": () => import("./elements/error-focus.js"),
  "live-inbox": () => import("./elements/live-inbox.js"),
  "live-page": () => import("./elements/live-page.js"),
  "live-room": () => import("./elements/live-room.js"),
  "print-page": () => import("./elements/print-page.js"),
};

const waiting = new Set(Object.keys(elements));
const FOLDED = "details:not([open]) > :not(summary)";

// What only copies is of no use in a part that is folded up: it is fetched when that is opened.
function isThere(name) {
  if (name === "draft-keeper") return document.querySelector("draft-keeper, [data-sent]");
  if (!name.startsWith("copy-")) return document.querySelector(name);
  return [...document.querySelectorAll(name)].some((one) => !one.closest(FOLDED));
}

function enhance() {
  for (const name of waiting) {
    if (isThere(name)) {
      waiting.delete(name);
      elements[name]();
    }
  }
}

// One menu open at a time; Escape or a click beside it closes it.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

// On paper an address without its host leads nowhere, and a style sheet can't know it.
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll('main a[href^="/"]')) link.dataset.printed = link.href;
});

// Short news is rare: what shows it is fetched with the first of it.
document.addEventListener("folkmoot:toast", async (event) => {
  await import("./elements/live-toast.js");
  document.querySelector("live-toast")?.show(event.detail);
});

// Parts swapped in later may bring elements of their own.
document.addEventListener("htmx:load", enhance);
document.addEventListener("folkmoot:load", enhance);
document.addEventListener("toggle", enhance, true);
enhance();
