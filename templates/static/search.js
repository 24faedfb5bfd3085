// The search page: reads the index a month at a time, newest first, and lists the stories that hold every word, also with
// another ending or one letter wrong, and every "phrase in quotes" as it stands. Months outside the days asked for are not
// read, nor older ones before a reader has seen what the newer ones hold.
"use strict";
(() => {
const $ = id => document.getElementById(id);
const form = $("search"), list = $("results"), found = $("found"), more = $("more");
const fields = ["q", "topic", "source", "from", "until"].map($);
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const lang = document.documentElement.lang;
const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeZone: "UTC" });
const get = async url => { const answer = await fetch(url); if (!answer.ok) throw answer; return answer.json(); };
const split = text => new Set(text.split(/[^\p{L}\p{N}]+/u).filter(Boolean));
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]/;
const months = new Map();
let shards, hits = [], shown = 0, asked = 0, enough = 90, whole = true;

// Whether two words are one but for a letter: another one, one more or one less, two that changed places.
function near(a, b) {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) ||
    (x.slice(2) === y.slice(2) && x[0] === y[1] && x[1] === y[0]);
}

// How well a story holds a word: in its headline best, then anywhere, then with another ending, then misspelt; 0 where not.
function fits(story, word) {
  if (story.title.includes(word)) return 4;
  if (story.text.includes(word)) return 3;
  if (word.length < 4 || unspaced.test(word)) return 0;
  story.words ||= split(story.text);
  const stem = word.slice(0, Math.max(4, word.length - (word.length > 7 ? 3 : 2)));
  let best = 0;
  for (const other of story.words) {
    if (other.startsWith(stem) && Math.abs(other.length - word.length) < 4) return 2;
    if (word.length > 4 && near(word, other)) best = 1;
  }
  return best;
}

// A row of the index: address, headline, summary, day, topics, sources, language, other headlines, authors.
async function load(turn) {
  const [from, until] = [3, 4].map(at => fields[at].value.slice(0, 7));
  whole = false;
  for (const [url] of (shards ||= (await get(form.dataset.index)).shards)) {
    const month = url.slice(-12, -5);
    if ((from && month < from) || (until && month > until)) continue;
    if (!months.has(month)) {
      if (hits.length >= enough) return;
      const { stories: rows } = await get(url);
      const known = row => ({ row, title: plain(row[1]), text: plain([row[1], row[2], ...row[5], ...row[7], ...row[8]].join("\n")) });
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
  const phrases = [];
  const words = [...split(plain(q).replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => { phrases.push(phrase.trim()); return " "; }))];
  const before = shown || 30;
  const read = [...months.keys()].sort().reverse().flatMap(month => months.get(month));
  hits = read.filter(({ row, text }) => phrases.every(phrase => text.includes(phrase)) && (!topic || row[4].includes(topic)) &&
    (!source || row[5].includes(source)) && (!from || row[3] >= from) && (!until || row[3] <= until));
  const scored = hits.map(story => [words.map(word => fits(story, word)), story]).filter(([found]) => found.every(Boolean));
  const sum = found => found.reduce((a, b) => a + b, 0);
  hits = scored.sort(([a], [b]) => sum(b) - sum(a)).map(([, story]) => story);
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
$("filters").open = matchMedia("(min-width: 44rem)").matches || fields.slice(1).some(field => field.value);
form.addEventListener("submit", event => { event.preventDefault(); search(); });
form.addEventListener("change", search);
let typing;
fields[0].addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
more.addEventListener("click", () => { show(); if (!whole && shown + 60 > hits.length) { enough = hits.length + 90; read(asked); } });
if (location.search) search();
})();
