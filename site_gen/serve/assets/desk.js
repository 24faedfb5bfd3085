// The preview's side in the browser: what is wrong, and the editor's desk. Nothing of it is in the published site.

import { Bar } from "./bar.js";
import { listen } from "./channel.js";
import { Desk } from "./decisions.js";
import { island } from "./dom.js";
import { Inbox } from "./inbox.js";
import { Overlay } from "./overlay.js";
import { allowWriting } from "./write.js";

// On the page itself: what is being decided, and room for the bar and for buttons beside reports.
const onPage = new CSSStyleSheet();
onPage.replaceSync(`
  @media screen {
    html { scroll-padding-block-end: 6rem; }
    body { padding-block-end: 4rem; }
    [data-site-gen-report] { padding-inline-end: 28px !important; }
  }
  [data-site-gen-state] { opacity: .6; }
  [data-site-gen-state="hidden"], [data-site-gen-state="merged"] { opacity: .25; }
  [data-site-gen-drop] { outline: 3px dashed; outline-offset: 4px; }
`);
document.adoptedStyleSheets.push(onPage);

const { host, root } = island("site-gen-desk");
const bar = new Bar(() => desk.undo());
const desk = new Desk(bar, root);
const overlay = new Overlay((words) => bar.announce(words));
bar.problems.append(overlay.badge);
root.append(overlay.element, bar.element);

// The desk's own pages show what the last build found.
const { dataset } = document.getElementById("site-gen-desk");
const isReport = location.pathname.startsWith("/_desk/");
for (const button of isReport ? document.querySelectorAll("[data-wish]") : []) {
  button.addEventListener("click", () => desk.decide(JSON.parse(button.dataset.wish), "undone"));
}

const inbox = document.getElementById("inbox");
if (isReport && inbox) new Inbox(inbox, desk);
const form = document.getElementById("write");
if (isReport && form) allowWriting(form, desk);
document.body.append(host);  // now that everything listens
bar.announceAgain();

let decisions;

listen(
  (news) => {
    overlay.show(news.problems, news.failed);
    bar.show(news);
    if (decisions !== undefined && decisions !== news.decisions) desk.stories.refresh();
    decisions = news.decisions;
    if (isReport && !form && String(news.builds) !== dataset.builds && !news.building) location.reload();
  },
  () => bar.lost(),
);
if (!isReport) desk.stories.find();
