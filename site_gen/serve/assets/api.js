// What the desk asks of the server; every decision carries the token that this page was served with.

const own = document.getElementById("site-gen-desk").dataset;
export const base = own.base;

async function send(path, options = {}) {
  const answer = await fetch(`/_desk/${path}`, options);
  if (answer.ok || answer.status === 409) return answer.json();
  throw new Error(`${answer.status} ${answer.statusText}`);
}

const post = (path, value, headers = {}) =>
  send(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(value) });

const change = (path, value) => post(path, value, { "X-Site-Gen-Token": own.token });

export const stories = (permalinks, here) => post("stories", { permalinks, here });
export const search = (words, but) => send(`search?${new URLSearchParams({ q: words, but })}`);
export const decide = (wish) => change("decisions", wish);
export const undo = () => change("decisions/undo", {});
export const look = (seen) => change("look", seen);
export const write = (article) => change("articles", article);
