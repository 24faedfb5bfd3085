// The same site as ours: lists by topic, source, day and month, feeds for each, feeds of stories with several reports.
const PAGE = 30;
const FEED = 30;
const SITE = "https://bench.example";

const newestFirst = (a, b) => (a.data.day < b.data.day ? 1 : a.data.day > b.data.day ? -1 : a.url < b.url ? 1 : -1);

function groupBy(stories, keys) {
  const found = new Map();
  for (const story of stories)
    for (const key of keys(story)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(story);
    }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, items]) => ({ name, items }));
}

// What a feed holds: the first report of each story, or all reports of one.
export function entries({ items, isStory }) {
  if (!isStory) return items.map((it) => ({ it, title: it.data.title, html: it.content.split("<h2>")[0] }));
  const [it] = items;
  return it.content.split("<h2>").map((part, at) => {
    const [title, html] = at ? part.split("</h2>") : [it.data.title, part];
    return { it, title, html };
  });
}

const byDay = (stories) => groupBy(stories, (it) => [it.data.day]).reverse();

export default function (config) {
  config.addPassthroughCopy("static");
  config.addGlobalData("site", { title: "Benchmark", url: SITE });
  config.setUseGitIgnore(false);
  let all = null;
  config.on("eleventy.before", () => (all = null));
  const sorted = (api) => {
    if (all) return all;
    const news = api.getFilteredByTag("news").sort(newestFirst);
    news.forEach((it, at) => ((it.data.newer = news[at - 1]), (it.data.older = news.slice(at + 1, at + 5))));
    const topics = groupBy(news, (it) => it.data.topics);
    const sources = groupBy(news, (it) => it.data.sources);
    return (all = { news, topics, sources });
  };
  config.addCollection("newest", (api) => sorted(api).news);
  config.addCollection("topics", (api) => sorted(api).topics);
  config.addCollection("sources", (api) => sorted(api).sources);
  config.addCollection("days", (api) => groupBy(sorted(api).news, (it) => [it.data.day]).reverse());
  config.addCollection("months", (api) => groupBy(sorted(api).news, (it) => [it.data.day.slice(0, 7)]).reverse());
  config.addCollection("lists", (api) => {
    const pages = [];
    for (const kind of ["topics", "sources"])
      for (const { name, items } of sorted(api)[kind])
        for (let at = 0; at < items.length; at += PAGE) {
          const number = at / PAGE + 1;
          const front = `/${kind}/${name}/`;
          pages.push({
            name, kind, count: items.length, days: byDay(items.slice(at, at + PAGE)),
            url: number === 1 ? front : `${front}page/${number}/`, feed: front,
            newer: number === 1 ? "" : number === 2 ? front : `${front}page/${number - 1}/`,
            older: at + PAGE < items.length ? `${front}page/${number + 1}/` : "",
          });
        }
    return pages;
  });
  config.addCollection("feeds", (api) => {
    const { news, topics, sources } = sorted(api);
    const lists = [["topics", topics], ["sources", sources]].flatMap(([kind, terms]) =>
      terms.map(({ name, items }) => ({ url: `/${kind}/${name}/`, title: name, items: items.slice(0, FEED) })));
    const stories = news.filter((it) => it.data.reports > 1).map((it) => ({ url: it.url, title: it.data.title, items: [it], isStory: true }));
    return [{ url: "/", title: "Benchmark", items: news.slice(0, FEED) }, ...lists, ...stories];
  });
  config.addCollection("archives", (api) => {
    const { news } = sorted(api);
    const archives = [];
    for (let end = news.length; end > FEED; end -= FEED) {
      const number = archives.length + 1;
      archives.push({ url: `/feeds/${number}/`, title: `Benchmark, archive ${number}`, items: news.slice(end - FEED, end) });
    }
    return archives;
  });
  const words = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const known = new Map();
  config.addFilter("longDay", (day) => known.get(day) ?? (known.set(day, words.format(new Date(day))), known.get(day)));
  config.addFilter("byDay", byDay);
  config.addFilter("byTopic", (stories) => groupBy(stories, (it) => [it.data.topics[0]]));
  config.addFilter("head", (items, count) => items.slice(0, count));
  config.addFilter("entries", entries);
  config.addFilter("json", (value) => JSON.stringify(value));
  return { dir: { input: ".", includes: "_includes", output: "_site" }, markdownTemplateEngine: false, templateFormats: ["md", "njk", "11ty.js"] };
}
