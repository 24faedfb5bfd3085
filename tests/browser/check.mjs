// What the strictest checkers say of a built site: node check.mjs CHROMIUM PORT BASE OUTPUT
// Nu Html Checker and html-validate read every page; axe and Lighthouse see one page of every kind in Chromium.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import { chromium } from "playwright-core";
import vnu from "vnu-jar";

import { serve } from "./serving.mjs";

const [browserPath, port, base, output] = process.argv.slice(2);
const root = `http://127.0.0.1:${port}${base}`;
const faults = [];
const complain = (tool, page, message) => faults.push(`${tool}: ${page}: ${message}`);

const files = (await readdir(output, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
const isRedirect = (file) => /http-equiv="refresh"/i.test(readFileSync(join(output, file), "utf8"));
const pages = files.filter((file) => !isRedirect(file));
const address = (file) => root + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");

// One page of every kind, by the class that the theme gives <body>; of stories the heaviest as well.
function kinds() {
  const first = new Map();
  let heaviest = "";
  for (const file of pages) {
    const html = readFileSync(join(output, file), "utf8");
    const kind = /<body class="([^"]*)"/.exec(html)?.[1] ?? "";
    if (!first.has(kind)) first.set(kind, file);
    if (kind.includes("story") && html.length > (heaviest && readFileSync(join(output, heaviest)).length)) heaviest = file;
  }
  return [...new Set([...first.values(), heaviest])].filter(Boolean);
}

async function nuHtmlChecker() {
  const run = promisify(execFile);
  const options = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", String(vnu), "--format", "json", "--stdout", "--exit-zero-always", ...files.map(address)];
  const { stdout } = await run("java", options, { maxBuffer: 64e6 });
  for (const it of JSON.parse(stdout).messages) {
    complain("vnu", it.url ?? "", `${it.subType ?? it.type}, line ${it.lastLine}: ${it.message}`);
  }
}

async function htmlValidate() {
  const loader = new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended"] });
  const report = await new HtmlValidate(loader).validateMultipleFiles(files.map((file) => join(output, file)));
  for (const result of report.results) {
    for (const it of result.messages) complain("html-validate", result.filePath, `${it.line}: ${it.ruleId}: ${it.message}`);
  }
}

async function inBrowser(browser) {
  const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  for (const file of kinds()) {
    for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
      // The pages' policy forbids scripts from elsewhere, axe's too; what it forbids is seen by the console below.
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      page.on("request", (it) => it.url().startsWith(root) || complain("request", file, it.url()));
      page.on("console", (it) => complain("console", file, it.text()));
      page.on("pageerror", (it) => complain("console", file, String(it)));
      await page.goto(address(file));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) complain("reflow", file, `${over} px too wide at ${width} px`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      await page.evaluate(axe);
      const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
      for (const it of violations) complain("axe", file, `${it.id} (${colorScheme}, ${width} px): ${it.nodes[0].html}`);
      await context.close();
    }
    await underItsPolicy(browser, file);
  }
}

// With the page's own policy in force nothing may be refused: a refusal is a message in the console.
async function underItsPolicy(browser, file) {
  const page = await browser.newPage();
  page.on("console", (it) => complain("policy", file, it.text()));
  await page.goto(address(file), { waitUntil: "networkidle" });
  await page.close();
}

async function lighthouseScores(debugPort) {
  const wanted = [["index.html", undefined], ["index.html", desktop], [kinds().at(-1), undefined]];
  for (const [file, config] of wanted) {
    const { lhr } = await lighthouse(address(file), { port: debugPort, output: "json", logLevel: "silent" }, config);
    const scores = Object.entries(lhr.categories).map(([name, it]) => [name, Math.round(100 * (it.score ?? 0))]);
    console.log(`lighthouse ${file}: ${scores.map((it) => it.join(" ")).join(", ")}`);
    for (const [name, score] of scores) {
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
  await lighthouseScores(debugPort);
} finally {
  await browser.close();
  server.close();
}
const shown = faults.slice(0, 100);
console.log([...shown, `${files.length} pages looked at, ${kinds().length} of them in a browser: ${faults.length} faults`].join("\n"));
process.exit(faults.length ? 1 : 0);
