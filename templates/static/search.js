// The search page: reads the index a month at a time, newest first, and lists the stories that hold every word.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const form = $("search"), list = $("results"), found = $("found"), more = $("more");
const fields = ["q", "topic", "source", "from", "until"].map($);
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const stories = [], lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeZone: "UTC" });
let loading, hits = [], shown = 0, asked = 0;

// A row of the index: address, headline, summary, day, topics, sources, language.
async function load() {
  const get = async url => { const answer = await fetch(url); if (!answer.ok) throw answer; return answer.json(); };
  for (const [url] of (await get(form.dataset.index)).shards) {
    for (const row of (await get(url)).stories) stories.push({ row, title: plain(row[1]), text: plain([row[1], row[2], ...row[5]].join("\n")) });
    if (asked) find(asked);
  }
}

function show() {
  const rows = list.firstChild || list.appendChild(document.createElement("ul"));
  rows.className = "rows";
  for (const { row: [url, title, summary, date, , sources, tongue] } of hits.slice(shown, shown + 30)) {
    const item = rows.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.className = "headline"; link.href = form.dataset.base + url; link.textContent = title; link.dir = "auto";
    if (tongue) link.lang = tongue;
    const text = item.appendChild(document.createElement("p"));
    text.textContent = summary; text.dir = "auto";
    if (tongue) text.lang = tongue;
    const meta = item.appendChild(document.createElement("p"));
    meta.className = "meta";
    meta.textContent = [day.format(new Date(date)), ...sources.slice(0, 3)].join(" · ");
  }
  shown += 30;
  more.parentNode.hidden = shown >= hits.length;
}

function find(turn) {
  if (turn !== asked) return;
  const [q, topic, source, from, until] = fields.map(field => field.value);
  const words = plain(q).split(/\s+/).filter(Boolean);
  const before = shown || 30;
  hits = stories.filter(({ row, text }) => words.every(word => text.includes(word)) && (!topic || row[4].includes(topic)) &&
    (!source || row[5].includes(source)) && (!from || row[3] >= from) && (!until || row[3] <= until));
  const score = story => words.filter(word => story.title.includes(word)).length;
  if (words.length) hits = hits.map(story => [score(story), story]).sort((a, b) => b[0] - a[0]).map(([, story]) => story);
  list.textContent = "";
  for (shown = 0; shown < Math.min(before, hits.length);) show();
  more.parentNode.hidden = shown >= hits.length;
  found.textContent = hits.length ? found.dataset.found.replace("{n}", hits.length.toLocaleString(lang)) : found.dataset.none;
}

async function search() {
  const asks = fields.filter(field => field.value);
  history.replaceState(null, "", asks.length ? "?" + new URLSearchParams(asks.map(field => [field.name, field.value])) : location.pathname);
  if (!asks.length) { asked = 0; list.textContent = found.textContent = ""; more.parentNode.hidden = true; return; }
  const turn = asked = ++search.turns;
  shown = 0;
  if (stories.length) find(turn);
  try { await (loading ||= load()); } catch { loading = null; stories.length = 0; found.textContent = found.dataset.failed; return; }
  find(turn);
}
search.turns = 0;

const given = new URLSearchParams(location.search);
for (const field of fields) field.value = given.get(field.name) || "";
form.hidden = false;
form.addEventListener("submit", event => { event.preventDefault(); search(); });
form.addEventListener("change", search);
let typing;
fields[0].addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
more.addEventListener("click", show);
if (location.search) search();
})();
