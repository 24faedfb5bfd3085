// The search page: reads the index a month at a time, newest first, and lists the stories that hold every word. Months
// outside the days asked for are not read, nor older ones before a reader has seen what the newer ones hold.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const form = $("search"), list = $("results"), found = $("found"), more = $("more");
const fields = ["q", "topic", "source", "from", "until"].map($);
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeZone: "UTC" });
const get = async url => { const answer = await fetch(url); if (!answer.ok) throw answer; return answer.json(); };
const months = new Map();
let shards, hits = [], shown = 0, asked = 0, enough = 90, whole = true;

// A row of the index: address, headline, summary, day, topics, sources, language.
async function load(turn) {
  const [from, until] = [3, 4].map(at => fields[at].value.slice(0, 7));
  whole = false;
  for (const [url] of (shards ||= (await get(form.dataset.index)).shards)) {
    const month = url.slice(-12, -5);
    if ((from && month < from) || (until && month > until)) continue;
    if (!months.has(month)) {
      if (hits.length >= enough) return;
      const { stories: rows } = await get(url);
      const known = row => ({ row, title: plain(row[1]), text: plain([row[1], row[2], ...row[5]].join("\n")) });
      months.set(month, rows.map(known));
      if (turn !== asked) return;
      find(turn);
    }
  }
  if (turn === asked) whole = true;
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
    meta.textContent = [...(date ? [day.format(new Date(date))] : []), ...sources.slice(0, 3)].join(" · ");
  }
  shown += 30;
  end();
}

function end() {
  more.parentNode.hidden = shown >= hits.length && whole;
  const count = hits.length.toLocaleString(lang) + (whole ? "" : "+");
  found.textContent = hits.length ? found.dataset.found.replace("{n}", count) : whole ? found.dataset.none : "";
}

function find(turn) {
  if (turn !== asked) return;
  const [q, topic, source, from, until] = fields.map(field => field.value);
  const words = plain(q).split(/\s+/).filter(Boolean);
  const before = shown || 30;
  const read = [...months.keys()].sort().reverse().flatMap(month => months.get(month));
  hits = read.filter(({ row, text }) => words.every(word => text.includes(word)) && (!topic || row[4].includes(topic)) &&
    (!source || row[5].includes(source)) && (!from || row[3] >= from) && (!until || row[3] <= until));
  const score = story => words.filter(word => story.title.includes(word)).length;
  if (words.length) hits = hits.map(story => [score(story), story]).sort((a, b) => b[0] - a[0]).map(([, story]) => story);
  list.textContent = "";
  for (shown = 0; shown < Math.min(before, hits.length);) show();
  end();
}

async function search() {
  const asks = fields.filter(field => field.value);
  history.replaceState(null, "", asks.length ? "?" + new URLSearchParams(asks.map(field => [field.name, field.value])) : location.pathname);
  if (!asks.length) { asked = 0; list.textContent = found.textContent = ""; more.parentNode.hidden = true; return; }
  asked = ++search.turns;
  whole = false;
  [shown, enough, hits] = [0, 90, []];
  find(asked);
  await read(asked);
}
search.turns = 0;

async function read(turn) {
  try { await load(turn); } catch { if (turn === asked) found.textContent = found.dataset.failed; return; }
  find(turn);
}

const given = new URLSearchParams(location.search);
for (const field of fields) field.value = given.get(field.name) || "";
form.hidden = false;
form.addEventListener("submit", event => { event.preventDefault(); search(); });
form.addEventListener("change", search);
let typing;
fields[0].addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
more.addEventListener("click", () => { show(); if (!whole && shown + 60 > hits.length) { enough = hits.length + 90; read(asked); } });
if (location.search) search();
})();
