// The desk as a whole: it asks the server to decide, shows the change before the server has, and takes it back.

import * as api from "./api.js";
import { Dialogs } from "./dialogs.js";
import { allowDragging } from "./drag.js";
import { keep } from "./memory.js";
import { Stories } from "./stories.js";

export class Desk {
  constructor(bar, root) {
    this.bar = bar;
    this.dialogs = new Dialogs(this, root);
    this.stories = new Stories(this);
    document.addEventListener("keydown", (event) => this.onKey(event));
    allowDragging(this);
  }

  // `state` marks the story, or the report, that is `shown`, until the page reloads.
  async decide(wish, state, { title, shown = wish.articles[0], focus = shown } = {}) {
    const items = this.stories.of(shown);
    for (const { item, text } of items) {
      item.setAttribute("data-site-gen-state", state);
      if (title) text.textContent = title;
    }
    keep("focus", focus);
    await this.ask(() => api.decide(wish), () => {
      for (const { item, text, story } of items) {
        item.removeAttribute("data-site-gen-state");
        if (title) text.textContent = story.title;
      }
    });
  }

  merge(story, other) {
    return this.decide({ kind: "merge", articles: [story, other] }, "merged", { shown: other, focus: story });
  }

  undo() {
    return this.ask(api.undo, () => {});
  }

  async ask(send, revert) {
    try {
      const done = await send();
      const [problem] = done.problems;
      if (done.said) this.bar.show({ undo: done.undo });
      if (done.said) this.bar.announce(done.said.join("; "));
      if (!problem) return;
      this.bar.refuse([problem.message, problem.hint].filter(Boolean).join("; "));
      if (!done.said) revert();
    } catch (error) {
      revert();
      this.bar.refuse(`That did not work: ${error.message}`);
    }
  }

  onKey(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndo || event.target.closest?.("input, textarea, select, [contenteditable]") || this.bar.undoButton.hidden) return;
    event.preventDefault();
    this.undo();
  }
}
