// A story's menu: a button beside its headline, and what can be decided behind it.

import { h, island } from "./dom.js";

const SIZE = 24;

export class StoryMenu {
  constructor({ place, item, link }, story, desk) {
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
    this.show(story);
    root.append(this.button, this.menu);
    place.before(host);
    host.addEventListener("focusout", (event) => this.isOpen && !root.contains(event.relatedTarget) && event.relatedTarget !== host && this.close(false));
    this.host = host;
    this.place(item, link);
  }

  // Also when something was decided that did not change the page.
  show(story) {
    this.story = story;
    const state = [story.pinned && "pinned", story.draft && "draft"].filter(Boolean);
    this.button.className = ["dots", ...state].join(" ");
    this.button.title = state.length ? `${state.join(", ")}; decide on this story` : "Decide on this story";
    this.button.setAttribute("aria-label", `Desk: ${story.title}${state.length ? ` (${state.join(", ")})` : ""}`);
    this.menu.setAttribute("aria-label", `Decide on: ${story.title}`);
    const item = ([label, act]) => h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.choose(act) }, label);
    this.menu.replaceChildren(...this.choices().map(item));
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
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
      story.filed && ["Take its own topics again", () => desk.decide({ kind: "topic", articles: [story.id], undo: true }, "filed")],
    ].filter(Boolean);
  }

  // In the margin before the headline, if nothing else stands there; else at the end of the item, which has no link.
  place(item, link) {
    const box = (link ?? this.host).getBoundingClientRect();
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
