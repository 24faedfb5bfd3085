// What the strictest checkers say of a built site: node check.mjs CHROMIUM PORT BASE OUTPUT [SCORES [MOST]]
// Nu Html Checker and html-validate read every page, or MOST of them; axe and IBM Equal Access see one page of every
// kind in Chromium, where a reader's keyboard and a narrow window are tried as well. Lighthouse scores the front page and
// a story; SCORES = "none" leaves it out, "all" scores a page of every kind.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import { chromium } from "playwright-core";
import vnu from "vnu-jar";

import { serve } from "./serving.mjs";

const [browserPath, port, base, output, scores = "some", most = "Infinity"] = process.argv.slice(2);
const root = `http://127.0.0.1:${port}${base}`;
const faults = [];
const complain = (tool, page, message) => faults.push(`${tool}: ${page}: ${message}`);

const files = (await readdir(output, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
const isRedirect = (file) => /http-equiv="refresh"/i.test(readFileSync(join(output, file), "utf8"));
const pages = files.filter((file) => !isRedirect(file));
const address = (file) => root + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");

// The heaviest page of every kind, by the class that the theme gives <body>; of stories the lightest as well.
const kinds = (() => {
  const sizes = {}, heaviest = {}, lightest = {};
  for (const file of pages) {
    const html = readFileSync(join(output, file), "utf8");
    const kind = /<body class="([^"]*)"/.exec(html)?.[1] ?? "";
    sizes[file] = html.length;
    if (!(sizes[heaviest[kind]] >= html.length)) heaviest[kind] = file;
    if (!(sizes[lightest[kind]] <= html.length)) lightest[kind] = file;
  }
  return [...new Set([...Object.values(heaviest), lightest["is-story"]])].filter(Boolean);
})();
// What the checkers of markup read: every page, or as many as were asked for and all that the browser sees.
const read = [...new Set([...kinds, ...files.filter((_, at) => Math.floor(at * most / files.length) > Math.floor((at - 1) * most / files.length) || files.length <= most)])];

async function nuHtmlChecker() {
  const run = promisify(execFile);
  const options = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", String(vnu), "--format", "json", "--stdout", "--exit-zero-always", ...read.map(address)];
  const { stdout } = await run("java", options, { maxBuffer: 64e6 });
  for (const it of JSON.parse(stdout).messages) {
    complain("vnu", it.url ?? "", `${it.subType ?? it.type}, line ${it.lastLine}: ${it.message}`);
  }
}

async function htmlValidate() {
  const loader = new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended"] });
  const report = await new HtmlValidate(loader).validateMultipleFiles(read.map((file) => join(output, file)));
  for (const result of report.results) {
    for (const it of result.messages) complain("html-validate", result.filePath, `${it.line}: ${it.ruleId}: ${it.message}`);
  }
}

async function inBrowser(browser) {
  for (const file of kinds) {
    for (const [width, colorScheme] of [[320, "dark"], [640, "light"], [1280, "light"], [1280, "dark"]]) {
      // The pages' policy forbids scripts from elsewhere, the checkers' too; what it forbids is seen under it below.
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      page.on("request", (it) => it.url().startsWith(root) || complain("request", file, it.url()));
      const heard = (it) => complain("console", file, it.text());
      page.on("console", heard);
      page.on("pageerror", (it) => complain("console", file, String(it)));
      await page.goto(address(file));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) complain("reflow", file, `${over} px too wide at ${width} px`);
      if (width === 1280) await byKeyboard(page, file, colorScheme);
      page.off("console", heard);  // from here on the checkers speak
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      if (width !== 640) await accessibility(page, `${file} (${colorScheme}, ${width} px)`);
      await context.close();
    }
    await underItsPolicy(browser, file);
  }
}

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const ibm = readFileSync("node_modules/accessibility-checker-engine/ace.js", "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function accessibility(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
  for (const it of violations) complain("axe", name, `${it.id}: ${it.nodes[0].html}`);
  await page.evaluate(ibm);
  const { results } = await page.evaluate(() => new ace.Checker().check(document, ["IBM_Accessibility"]));
  // All else it says is a question to a person ("Confirm that …"), asked of every page.
  for (const it of results.filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")) {
    complain("ibm", name, `${it.ruleId}: ${it.message}: ${it.snippet}`);
  }
}

// Tab reaches everything in its order, and each stop can be seen.
async function byKeyboard(page, file, colorScheme) {
  const stops = await page.locator(":is(a[href], button, input, select, summary):visible").count();
  const reached = new Set();
  for (let turn = 0; turn < Math.min(stops, 120); turn++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const it = document.activeElement, { top, bottom, left, right } = it.getBoundingClientRect();
      const seen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      it.dataset.stop ||= Math.random();
      return { id: it.dataset.stop, ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, seen, html: it.outerHTML.slice(0, 120) };
    });
    if (!stop.ring || !stop.seen) complain("keyboard", `${file} (${colorScheme})`, `${stop.ring ? "out of sight" : "no ring"}: ${stop.html}`);
    reached.add(stop.id);
  }
  // A date field is several stops; it only ever makes for fewer elements in as many turns.
  const dates = await page.locator("input[type=date]:visible").count();
  if (reached.size < Math.min(stops, 120) - 8 * dates) complain("keyboard", file, `${reached.size} of ${stops} stops reached`);
}

// The search finds a story by its whole headline, in any script; without scripts the page leads to the archive.
async function searching(browser) {
  if (!existsSync(join(output, "search/index.html"))) return;
  const { shards } = JSON.parse(readFileSync(join(output, "search/index.json"), "utf8"));
  const oldest = shards.at(-1)[0].slice(base.length);
  const [wanted, title] = JSON.parse(readFileSync(join(output, oldest), "utf8")).stories[0];
  const page = await browser.newPage({ viewport: { width: 320, height: 800 }, bypassCSP: true });
  await page.goto(`${root}search/`);
  await page.fill("#q", title);
  const link = page.locator(`#results a[href="${base}${wanted}"]`);
  const found = await link.waitFor({ timeout: 20000 }).then(() => true, () => false);
  if (!found) complain("search", "search/", `'${title}' is not found`);
  await accessibility(page, "search/ with results");
  await page.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const bare = await plain.newPage();
  await bare.goto(`${root}search/`);
  if (!(await bare.locator("main noscript a, main header a").first().isVisible())) complain("search", "search/", "says nothing without scripts");
  await plain.close();
}

// With the page's own policy in force nothing may be refused: a refusal is a message in the console.
async function underItsPolicy(browser, file) {
  const page = await browser.newPage();
  page.on("console", (it) => complain("policy", file, it.text()));
  await page.goto(address(file), { waitUntil: "networkidle" });
  await page.close();
}

async function lighthouseScores(debugPort) {
  const story = kinds.find((file) => /\d{4}\/\d\d\/\d\d\/[^/]+\/index\.html$/.test(file));
  const some = [["index.html", undefined], ["index.html", desktop], [story, undefined]];
  const wanted = scores === "all" ? [...some, ...kinds.filter((file) => file !== "404.html").map((file) => [file, desktop])] : some;
  for (const [file, config] of wanted) {
    const { lhr } = await lighthouse(address(file), { port: debugPort, output: "json", logLevel: "silent" }, config);
    const found = Object.entries(lhr.categories).map(([name, it]) => [name, Math.round(100 * (it.score ?? 0))]);
    console.log(`lighthouse ${file}: ${found.map((it) => it.join(" ")).join(", ")}`);
    for (const [name, score] of found) {
      // How fast a page paints depends on what else the machine does; all else is exact.
      if (score < (name === "performance" ? 90 : 100)) {
        const failed = Object.values(lhr.audits).filter((it) => it.score !== null && it.score < 1).map((it) => it.id);
        complain("lighthouse", file, `${name} ${score}: ${failed.join(" ")}`);
      }
    }
  }
}

const server = await serve(output, Number(port), base);
const debugPort = Number(port) + 1;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const browser = await chromium.launch({
  executablePath: browserPath, args: [...quiet, `--remote-debugging-port=${debugPort}`],
});
try {
  await Promise.all([nuHtmlChecker(), htmlValidate()]);
  await inBrowser(browser);
  await searching(browser);
  if (scores !== "none") await lighthouseScores(debugPort);
} finally {
  await browser.close();
  server.close();
}
const shown = faults.slice(0, 100);
console.log([...shown, `${read.length} of ${files.length} pages looked at, ${kinds.length} of them in a browser: ${faults.length} faults`].join("\n"));
process.exit(faults.length ? 1 : 0);
