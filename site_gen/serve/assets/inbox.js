// The inbox: rows are chosen by mouse or keys, and decided on together.

import * as api from "./api.js";
import { plural } from "./dom.js";
import { keep, recall } from "./memory.js";

// Kept while the page is loaded anew, as after every decision.
const PLACE = "inbox";
const CHOSEN = "inbox-chosen";

export class Inbox {
  constructor(element, desk) {
    this.desk = desk;
    this.latest = element.dataset.latest;
    this.rows = [...element.querySelectorAll("li[data-key]")].map((item) => ({
      item,
      box: item.querySelector("input"),
      link: item.querySelector("a"),
      key: item.dataset.key,
      ids: JSON.parse(item.dataset.ids),
      isPair: item.dataset.part === "near",
    }));
    for (const button of element.querySelectorAll("[data-act]")) {
      button.addEventListener("click", () => this.act(button.dataset.act));
      button.disabled = false;
    }
    this.topic = element.querySelector("#file-under");
    this.topic.disabled = false;
    this.topic.addEventListener("keydown", (event) => event.key === "Enter" && this.act("topic"));
    document.addEventListener("keydown", (event) => this.onKey(event));
    for (const [at, { box }] of this.rows.entries()) box.addEventListener("focus", () => keep(PLACE, at));
    const before = recall(CHOSEN) ?? [];
    for (const { box, key } of this.rows) {
      box.checked = before.includes(key);
      box.disabled = false; // until now a choice would have been lost
      box.addEventListener("change", () => this.keepChosen());
    }
    const place = recall(PLACE);
    if (place !== undefined && place !== null) this.focus(place);
  }

  get place() {
    return this.rows.findIndex(({ item }) => item.contains(document.activeElement));
  }

  focus(at) {
    const row = this.rows[Math.max(0, Math.min(at, this.rows.length - 1))];
    row?.box.focus();
    row?.item.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog")) return;
    const row = this.rows[this.place];
    const act = { j: () => this.focus(this.place + 1), k: () => this.focus(this.place < 0 ? 0 : this.place - 1), x: () => row?.box.click(), o: () => row?.link.click(), m: () => this.act("merge"), a: () => this.act("apart"), p: () => this.act("pin"), h: () => this.act("hide"), t: () => this.chooseTopic(row), e: () => this.act("away") }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // The row with the focus is chosen before the focus leaves it; Enter files.
  chooseTopic(row) {
    if (row && !this.rows.some(({ box }) => box.checked)) row.box.click();
    this.topic.focus();
  }

  keepChosen(rows = this.rows.filter(({ box }) => box.checked)) {
    keep(CHOSEN, rows.map(({ key }) => key));
  }

  chosen() {
    const chosen = this.rows.filter(({ box }) => box.checked);
    const here = this.rows[this.place];
    return chosen.length || !here ? chosen : [here];
  }

  async act(name) {
    if (name === "seen") return this.look({ until: this.latest });
    const chosen = this.chosen();
    if (!chosen.length) return this.desk.bar.refuse("Choose a row first: click it, or press j and x");
    if (name === "away") return this.look({ away: chosen.map(({ key }) => key) });
    const wishes = this.wishes(name, chosen);
    if (typeof wishes === "string") return this.desk.bar.refuse(wishes);
    this.keepChosen([]);
    const places = chosen.map(({ item }) => item);
    for (const item of places) item.setAttribute("data-site-gen-state", name);
    return this.desk.ask(() => api.decide(wishes), () => places.forEach((item) => item.removeAttribute("data-site-gen-state")));
  }

  // What is asked of the server, or what is missing.
  wishes(name, chosen) {
    const pairs = chosen.filter((it) => it.isPair).map(({ ids }) => ids);
    const stories = chosen.filter((it) => !it.isPair).flatMap(({ ids }) => ids);
    if (name === "apart") {
      return stories.length || !pairs.length ? "Only two stories that may be one can be kept apart" : pairs.map((articles) => ({ kind: "split", articles }));
    }
    if (name === "merge") {
      if (stories.length === 1) return "Choose another story to merge it with";
      return [...pairs, stories].filter((it) => it.length).map((articles) => ({ kind: "merge", articles }));
    }
    if (name === "topic") {
      const both = [...new Set([...pairs.flat(), ...stories])];
      return both.map((id) => ({ kind: "topic", articles: [id], topics: [this.topic.value] }));
    }
    return pairs.length ? `To ${name} a story, open it, or choose it below` : stories.map((id) => ({ kind: name, articles: [id] }));
  }

  async look(seen) {
    try {
      await api.look(seen);
      this.desk.bar.announce(seen.until ? "Everything is seen" : `${plural(seen.away.length, "row")} put away`);
      location.reload();
    } catch (error) {
      this.desk.bar.refuse(`That did not work: ${error.message}`);
    }
  }
}
