// The stories on a page: found by where their headlines lead, each given a menu. On a story's own page its reports too.

import * as api from "./api.js";
import { styled } from "./dom.js";
import { keep, recall } from "./memory.js";
import { ReportMenu, StoryMenu, reportKey } from "./menu.js";

const ITEM = "li, article, section, header";
const HEADING = "h1, h2, h3, h4, h5, h6";

const below = (path) => {
  const decoded = decodeURIComponent(path);
  return decoded.startsWith(api.base) ? decoded.slice(api.base.length).replace(/index\.html$/, "") : null;
};

// Headlines that lead to a story, and the heading of the page itself: where they stand and which story it is.
function headlines() {
  const found = [];
  for (const link of document.querySelectorAll("main a[href]")) {
    if (link.origin !== location.origin || link.closest("nav")) continue;
    const permalink = below(link.pathname);
    if (!permalink) continue;
    const heading = link.closest(HEADING);
    const item = (heading ?? link).closest(ITEM) ?? link.parentElement;
    const place = heading ?? item.firstElementChild; // a label may stand before the headline of a row
    found.push({ permalink, place, item, link, text: link });
  }
  const heading = document.querySelector("main h1");
  const here = below(location.pathname);
  if (heading && here) found.push({ permalink: here, place: heading, item: heading.closest("article, header") ?? heading, link: null, text: heading });
  return { found, here: here ?? "" };
}

// The reports of the story that the page is about, in its coverage.
function reportItems(story, permalink) {
  return story.reports.flatMap((report, at) => {
    const item = document.getElementById(`report-${at + 1}`);
    return item?.matches("main li") && item.firstElementChild ? [{ permalink, place: item.firstElementChild, item, link: null, text: item, report }] : [];
  });
}

export class Stories {
  constructor(desk) {
    this.desk = desk;
    this.items = [];
    this.topics = [];
  }

  // Once for a page: it reloads when what it shows changes.
  async find() {
    const { found, here } = headlines();
    const [known] = await Promise.all([this.ask(found, here), styled]); // an element without its styles has no place
    const seen = new Set();
    for (const it of found) {
      const story = known[it.permalink];
      if (!story || seen.has(it.item)) continue;
      seen.add(it.item);
      this.add(it, story, StoryMenu, story.id);
    }
    for (const it of known[here] ? reportItems(known[here], here) : []) this.add(it, known[here], ReportMenu, reportKey(it.report.id));
    this.refocus();
  }

  add(it, story, Menu, key) {
    const menu = new Menu(it, story, this.desk);
    menu.show(story);
    this.items.push({ ...it, story, menu, key });
  }

  // Something was decided, perhaps without a change of this page.
  async refresh() {
    const known = await this.ask(this.items, "");
    for (const it of this.items) {
      const story = known[it.permalink];
      if (!story) continue;
      it.story = story;
      it.menu.show(story);
      it.item.removeAttribute("data-site-gen-state");
    }
  }

  async ask(items, here) {
    const known = await api.stories([...new Set(items.map((it) => it.permalink))], here);
    this.topics = known.topics;
    return known.stories;
  }

  of(key) {
    return this.items.filter((it) => it.key === key);
  }

  at(node) {
    return this.items.find((it) => !it.report && it.item.contains(node));
  }

  // The focus is where it was before the page reloaded.
  refocus() {
    const key = recall("focus");
    keep("focus", null);
    if (!key || (document.activeElement && document.activeElement !== document.body)) return;
    const [item] = this.of(key);
    if (item) item.menu.focus();
    else this.desk.bar.focus();
  }
}
