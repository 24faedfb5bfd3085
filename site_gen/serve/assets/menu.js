// Menus: a button beside the headline of a story or of a report, and what can be decided behind it.

import { h, island } from "./dom.js";

const SIZE = 24;

class Menu {
  constructor({ place, item }, story, desk) {
    this.desk = desk;
    const { host, root } = island("site-gen-story");
    this.button = h("button", {
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => (this.isOpen ? this.close() : this.open(0)),
      onkeydown: (event) => this.onButtonKey(event),
    }, "⋮");
    this.menu = h("div", { role: "menu", class: "menu", popover: "manual", onkeydown: (event) => this.onMenuKey(event) });
    root.append(this.button, this.menu);
    place.before(host);
    host.addEventListener("focusout", (event) => this.isOpen && !root.contains(event.relatedTarget) && event.relatedTarget !== host && this.close(false));
    this.host = host;
    new ResizeObserver(() => this.place(item, place)).observe(item); // once at first, then when the page is laid out anew
  }

  // Also when something was decided that did not change the page.
  show(story) {
    this.story = story;
    const { name, state, hint } = this.words();
    this.button.className = ["dots", ...state].join(" ");
    this.button.title = state.length ? `${state.join(", ")}; ${hint}` : hint[0].toUpperCase() + hint.slice(1);
    this.button.setAttribute("aria-label", `Desk: ${name}${state.length ? ` (${state.join(", ")})` : ""}`);
    this.menu.setAttribute("aria-label", `Decide on: ${name}`);
    const item = ([label, act]) => h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.choose(act) }, label);
    this.menu.replaceChildren(...this.choices().filter(Boolean).map(item));
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  // In the margin before the headline, if nothing else stands there; else at the end of the item, which has no link.
  place(item, place) {
    const box = place.getBoundingClientRect();
    const frame = item.getBoundingClientRect();
    const rtl = getComputedStyle(document.documentElement).direction === "rtl";
    const margin = rtl ? document.documentElement.clientWidth - box.right : box.left;
    const before = rtl ? frame.right - box.right : box.left - frame.left;
    const end = (rtl ? frame.left : frame.right - SIZE) - this.host.getBoundingClientRect().left;
    this.host.classList.toggle("inside", margin < SIZE || before > 1);
    this.host.classList.toggle("rtl", rtl);
    this.host.style.setProperty("--end", `${end}px`);
  }

  focus() {
    this.button.focus({ preventScroll: true });
  }

  open(at) {
    const box = this.button.getBoundingClientRect();
    this.menu.showPopover();
    this.button.setAttribute("aria-expanded", "true");
    const { offsetWidth: width, offsetHeight: height } = this.menu;
    const below = box.bottom + height < innerHeight || box.top < height;
    this.menu.style.left = `${Math.max(4, Math.min(box.left, innerWidth - width - 4))}px`;
    this.menu.style.top = `${below ? box.bottom : box.top - height}px`;
    this.items().at(at).focus();
    this.away = (event) => event.composedPath().includes(this.host) || this.close(false);
    addEventListener("pointerdown", this.away, true);
  }

  close(refocus = true) {
    this.button.setAttribute("aria-expanded", "false");
    if (refocus) this.focus();
    this.menu.hidePopover();
    removeEventListener("pointerdown", this.away, true);
  }

  choose(act) {
    this.close();
    act();
  }

  items() {
    return [...this.menu.children];
  }

  onButtonKey(event) {
    const at = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (at === undefined || this.isOpen) return;
    event.preventDefault();
    this.open(at);
  }

  onMenuKey(event) {
    const items = this.items();
    const now = items.indexOf(event.target);
    const at = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at !== undefined) items.at(at % items.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close();
    else if (event.key.length === 1 && event.key !== " ") items.find((it) => it.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    else return;
    event.stopPropagation();
    if (event.key !== "Tab") event.preventDefault();
  }
}

export class StoryMenu extends Menu {
  words() {
    const { story } = this;
    return { name: story.title, state: [story.pinned && "pinned", story.draft && "draft"].filter(Boolean), hint: "decide on this story" };
  }

  choices() {
    const { story, desk } = this;
    const renamed = story.title !== story.own_title;
    return [
      story.pinned ? ["Unpin", () => desk.decide({ kind: "pin", articles: [story.id], undo: true }, "unpinned")] : ["Pin", () => desk.decide({ kind: "pin", articles: [story.id] }, "pinned")],
      ["Hide", () => desk.decide({ kind: "hide", articles: [story.id] }, "hidden")],
      ["Merge with…", () => desk.dialogs.merge(story)],
      story.reports.length > 1 && ["Split…", () => desk.dialogs.split(story)],
      ["Rename…", () => desk.dialogs.rename(story)],
      renamed && ["Take its own headline again", () => desk.decide({ kind: "rename", articles: [story.id], undo: true }, "renamed")],
      ["Change topic…", () => desk.dialogs.topic(story)],
      ["Write a note…", () => location.assign(`/_desk/write/?story=${encodeURIComponent(story.id)}`)],
      story.filed && ["Take its own topics again", () => desk.decide({ kind: "topic", articles: [story.id], undo: true }, "filed")],
    ];
  }
}

// A report in the coverage of a story: whether it belongs to it, leads it, is shown.
export class ReportMenu extends Menu {
  constructor(item, story, desk) {
    item.item.setAttribute("data-site-gen-report", "");
    super(item, story, desk);
    this.report = item.report;
    this.host.classList.add("report");
  }

  words() {
    const { title, source } = this.report;
    return { name: `report, ${[source, title].filter(Boolean).join(": ")}`, state: [], hint: "decide on this report" };
  }

  choices() {
    const { story, report, desk } = this;
    const others = story.reports.map((it) => it.id).filter((id) => id !== report.id);
    const shown = reportKey(report.id);
    const leads = story.reports[0].id === report.id;
    return [
      others.length > 0 && ["Split off", () => desk.decide({ kind: "split", articles: [report.id, ...others] }, "split", { shown })],
      !leads && ["Lead with this", () => desk.decide({ kind: "lead", articles: [report.id] }, "leads", { shown })],
      leads && story.led && ["Let the best report lead again", () => desk.decide({ kind: "lead", articles: [report.id], undo: true }, "leads", { shown })],
      ["Hide this report", () => desk.decide({ kind: "hide", articles: [report.id], report: true }, "hidden", { shown })],
    ];
  }
}

export const reportKey = (id) => `report ${id}`;
