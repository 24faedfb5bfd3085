// The strip at the foot of the window: what happens, what can be taken back, where the desk's own pages are.

import { h } from "./dom.js";
import { keep, recall } from "./memory.js";

const PAGES = [["inbox", "Inbox"], ["write", "Write"], ["decisions", "Decisions"], ["quarantine", "Quarantine"], ["sources", "Sources"]];
const HEARD = "heard";
const STILL_NEW = 5000;  // milliseconds

export class Bar {
  constructor(onUndo) {
    this.status = h("span", { class: "status" });
    this.live = h("span", { role: "status", class: "heard" });
    this.problems = h("span", { class: "slot" });
    this.undoButton = h("button", { type: "button", class: "undo", hidden: true, onclick: onUndo }, "Undo");
    const links = PAGES.map(([name, text]) => h("li", {}, h("a", { href: `/_desk/${name}/`, "aria-current": location.pathname === `/_desk/${name}/` && "page" }, text)));
    this.element = h(
      "aside",
      { class: "bar", "aria-label": "Editor's desk" },
      h("ul", {}, links), this.problems, this.status, this.undoButton, this.live,
    );
    this.said = "";
    this.intro = isFirstVisit() ? "Decide with the three dots beside a headline; Ctrl+Z takes a decision back." : "";
  }

  announce(words) {
    this.live.textContent = words;
    keep(HEARD, { words, at: Date.now() });
  }

  // A page that a decision changes is loaded anew before its words are read out.
  announceAgain() {
    const heard = recall(HEARD);
    if (heard && Date.now() - heard.at < STILL_NEW) this.live.textContent = heard.words;
  }

  focus() {
    if (!this.undoButton.hidden) this.undoButton.focus({ preventScroll: true });
  }

  show(news) {
    this.said = news.undo;
    this.hint(news.building ? "Building …" : "");
    this.undoButton.hidden = !news.undo;
    this.undoButton.setAttribute("aria-label", `Undo: ${news.undo}`);
  }

  hint(words) {
    this.status.textContent = words || this.said || this.intro;
    this.status.title = this.status.textContent;
    this.element.classList.remove("refused");
  }

  refuse(words) {
    this.hint(words);
    this.announce(words);
    this.element.classList.add("refused");
  }

  lost() {
    this.hint("The preview has stopped");
  }
}

function isFirstVisit() {
  try {
    const isFirst = localStorage.getItem("site-gen-visited") === null;
    localStorage.setItem("site-gen-visited", "yes");
    return isFirst;
  } catch {
    return false;
  }
}
