// An article that is written at the desk: sent once, then its file and its page are named.

import * as api from "./api.js";
import { h } from "./dom.js";

const AUTHORS = "site-gen-authors";

export function allowWriting(form, desk) {
  const wrong = form.querySelector(".wrong");
  const { authors } = form.elements;
  const button = form.querySelector("[type=submit]");
  try {
    authors.value = localStorage.getItem(AUTHORS) ?? "";
  } catch {
    // Storage may be switched off; then the name is written anew.
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const names = data.get("authors").split(",").map((it) => it.trim()).filter(Boolean);
    const article = { title: data.get("title"), body: data.get("body"), authors: names, topics: data.getAll("topics").filter(Boolean), story: form.dataset.story, draft: data.has("draft") };
    button.disabled = true;
    try {
      const { path, permalink, problems } = await api.write(article);
      wrong.textContent = problems ? problems.map((it) => [it.message, it.hint].filter(Boolean).join("; ")).join(" ") : "";
      if (problems) return;
      localStorage.setItem(AUTHORS, names.join(", "));
      form.reset();
      authors.value = names.join(", ");
      document.getElementById("written").replaceChildren("Written to ", h("code", {}, path), article.draft ? "." : ". ", article.draft ? "" : h("a", { href: api.base + permalink }, "Read it"));
      desk.bar.announce(`Written to ${path}`);
    } catch (error) {
      wrong.textContent = `That did not work: ${error.message}`;
    } finally {
      button.disabled = false;
    }
  });
  button.disabled = false;
}
