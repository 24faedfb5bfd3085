import { entries } from "./eleventy.config.mjs";

export default class {
  data() {
    return { pagination: { data: "collections.feeds", size: 1, alias: "feed" }, permalink: (data) => `${data.feed.url}feed.json` };
  }
  render({ feed, site }) {
    const items = entries(feed).map(({ it, title, html }) => ({
      id: it.data.id, url: site.url + it.url, title, summary: it.data.summary, date_published: it.date,
      authors: [{ name: it.data.authors[0] }], tags: it.data.topics, language: "en", content_html: html,
    }));
    const home_page_url = site.url + feed.url;
    return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: feed.title, home_page_url, feed_url: `${home_page_url}feed.json`, language: "en", items }, null, 1);
  }
}
