// Problems over the page, until they are fixed or dismissed; warnings wait behind a button.

import { h, plural } from "./dom.js";
import { keep, recall } from "./memory.js";

export class Overlay {
  constructor(announce) {
    this.announce = announce;
    this.list = h("div", { class: "problems" });
    this.heading = h("h2", { id: "problems-heading" });
    this.element = h(
      "section",
      { class: "overlay", "aria-labelledby": "problems-heading", tabindex: "-1", hidden: true, onkeydown: (event) => this.onKey(event) },
      h("header", {}, this.heading, h("button", { type: "button", onclick: () => this.putAway() }, "Put away")),
      this.list,
    );
    this.badge = h("button", { type: "button", class: "badge", hidden: true, "aria-expanded": "false", onclick: () => this.toggle() });
    this.name = "";
  }

  show(problems, failed) {
    const { error, warning } = problems.counts;
    const before = this.name;
    this.name = problems.name;
    this.failed = failed;
    const count = [error && plural(error, "error"), warning && plural(warning, "warning")].filter(Boolean).join(", ");
    this.badge.textContent = count;
    this.badge.classList.toggle("bad", error > 0);
    this.heading.textContent = failed ? `${count}: the last good pages stay up` : count;
    this.list.replaceChildren(...[...problems.errors, ...problems.warnings].map(problem));
    this.badge.hidden = !count;
    if (!count) this.open(false);
    else if (error && recall("away") !== this.name) this.open(true);
    else if (!error && before) this.open(false);
    if (this.name && this.name !== before) this.announce(`${count}: ${problems.errors[0].message}`);
    if (before && !this.name) this.announce("Mended");
  }

  open(open) {
    this.element.hidden = !open;
    this.badge.setAttribute("aria-expanded", String(open));
  }

  toggle() {
    if (!this.element.hidden) return this.putAway();
    this.open(true);
    this.element.focus();
  }

  putAway() {
    keep("away", this.name);
    this.open(false);
    this.badge.focus();
  }

  onKey(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.putAway();
  }
}

function problem(it) {
  const place = it.line ? `${it.path}:${it.line}` : it.path;
  return h(
    "article",
    { class: it.severity },
    h("h3", {}, h("code", {}, place), ` ${it.severity}`),
    h("p", {}, it.message),
    it.excerpt.length > 0 && h("pre", { tabindex: "0", "aria-label": `Lines of ${it.path}` }, it.excerpt.map(excerptLine)),
    it.hint && h("p", { class: "hint" }, `Hint: ${it.hint}`),
  );
}

const excerptLine = ({ line, text, hit }) =>
  h("span", { class: hit ? "line hit" : "line" }, h("span", { class: "number" }, `${hit ? "›" : " "}${String(line).padStart(4)} `), text, "\n");
