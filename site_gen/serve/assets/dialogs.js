// What needs more than a click: merge with, split, rename, change topic.

import * as api from "./api.js";
import { h } from "./dom.js";

const TYPING = 120;

export class Dialogs {
  constructor(desk, root) {
    this.desk = desk;
    this.root = root;
  }

  rename(story) {
    const field = h("input", { name: "title", required: true, value: story.title, autocomplete: "off", spellcheck: true });
    const take = (title) => {
      field.value = title;
      field.focus();
    };
    const others = headlines(story).map(([title, source]) => h("li", {}, h("button", { type: "button", class: "taken", onclick: () => take(title) }, title, source && h("small", {}, ` ${source}`))));
    const offer = others.length > 0 && h("section", { class: "choices", "aria-label": "Headlines of its reports" }, h("p", { class: "small" }, "Headlines of its reports: choose one to write it above."), h("ul", {}, others));
    this.ask(`Rename “${story.title}”`, "Rename", [h("label", {}, "Headline", field), offer], () =>
      this.desk.decide({ kind: "rename", articles: [story.id], title: field.value }, "renamed", { title: field.value }));
    field.select();
  }

  // Every topic, of which one is the main one: the section of the front page that the story stands in.
  topic(story) {
    const rows = this.desk.stories.topics.map(({ slug, name }) => {
      const box = h("input", { type: "checkbox", name: "topic", value: slug, checked: story.topics.includes(slug) });
      const main = h("input", { type: "radio", name: "main", value: slug, checked: story.topics[0] === slug, "aria-label": `Main topic: ${name}` });
      box.addEventListener("change", () => {
        const chosen = rows.filter((it) => it.box.checked);
        if (!chosen.some((it) => it.main.checked)) for (const it of rows) it.main.checked = it === chosen[0];
      });
      main.addEventListener("change", () => (box.checked = true));
      return { box, main, name };
    });
    const list = rows.map(({ box, main, name }) => h("div", { class: "topic" }, h("label", { class: "choice" }, box, h("span", {}, name)), h("label", { class: "choice" }, main, h("small", {}, "main"))));
    this.ask(`Topics of “${story.title}”`, "File", [h("fieldset", { class: "choices columns" }, h("legend", {}, "Filed under"), list)], (data) => {
      const main = data.get("main");
      const topics = data.getAll("topic").sort((a, b) => (b === main) - (a === main));
      return topics.length ? this.desk.decide({ kind: "topic", articles: [story.id], topics }, "filed") : "Choose a topic, or more.";
    });
  }

  split(story) {
    const [lead, ...others] = story.reports;
    const boxes = others.map((it) => choice("checkbox", "report", it.id, it.title, [it.source, it.published.slice(0, 10)].filter(Boolean).join(" · ")));
    this.ask(
      "Split a story",
      "Split off",
      [h("p", {}, "The story stays with: ", h("b", {}, lead.title)), h("fieldset", { class: "choices" }, h("legend", {}, "Reports that do not belong to it"), boxes)],
      (data) => {
        const reports = data.getAll("report");
        return reports.length ? this.desk.decide({ kind: "split", articles: [lead.id, ...reports] }, "split") : "Choose a report, or more.";
      },
    );
  }

  merge(story) {
    const list = h("fieldset", { class: "choices" }, h("legend", {}, "Stories, the likeliest first"));
    const count = h("p", { role: "status", class: "small" });
    const field = h("input", { type: "search", autocomplete: "off" });
    const row = (it) => {
      const reports = it.reports.length > 1 ? ` · ${it.reports.length} reports` : "";
      const shared = it.shared.length > 0 ? ` · both say ${it.shared.slice(0, 4).join(", ")}` : "";
      return choice("radio", "story", it.id, it.title, it.published.slice(0, 10) + reports + shared, it.id === new FormData(list.form).get("story"));
    };
    let asked = 0;
    const look = async () => {
      const mine = ++asked;
      const { stories } = await api.search(field.value, story.id);
      if (mine !== asked) return;
      const shown = [...list.querySelectorAll("input")].map((it) => it.value);
      if (shown.join() !== stories.map((it) => it.id).join()) list.replaceChildren(list.firstChild, ...stories.map(row));
      count.textContent = stories.length ? "" : "No story has these words.";
    };
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, TYPING);
    });
    this.ask(`Merge “${story.title}” with …`, "Merge", [h("label", {}, "Words of its headline or source", field), count, list], (data) => {
      const other = data.get("story");
      return other ? this.desk.merge(story.id, other) : "Choose the story to merge with.";
    });
    look();
  }

  // `act` gets the form's data, and answers with what is missing, if something is.
  ask(heading, verb, content, act) {
    const wrong = h("p", { class: "wrong", role: "alert" });
    const id = "dialog-heading";
    const form = h("form", { method: "dialog" }, h("h2", { id }, heading), h("div", { class: "content" }, content), wrong, h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), h("button", { type: "submit", class: "main" }, verb)));
    form.addEventListener("submit", (event) => {
      const missing = act(new FormData(form));
      if (typeof missing !== "string") return;
      event.preventDefault();
      wrong.textContent = missing;
    });
    const dialog = h("dialog", { "aria-labelledby": id, onclose: () => dialog.remove(), onkeydown: (event) => event.stopPropagation() }, form);
    this.root.append(dialog);
    dialog.showModal();
  }
}

const choice = (type, name, value, text, small, checked = false) =>
  h("label", { class: "choice" }, h("input", { type, name, value, checked }), h("span", {}, text, small && h("small", {}, small)));

// The headlines that a story's reports have, each with its source, without the one that the story shows.
function headlines(story) {
  const found = new Map();
  for (const { title, source, variants } of story.reports) {
    for (const text of [title, ...variants]) if (text !== story.title && !found.has(text)) found.set(text, source);
  }
  return [...found];
}
