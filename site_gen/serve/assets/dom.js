// Elements, without a framework: h("button", { type: "button", onclick: f }, "Pin").

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const sheet = new CSSStyleSheet();
// Until then islands are hidden, and cannot have the focus.
export const styled = fetch(new URL("desk.css", import.meta.url)).then((answer) => answer.text()).then((css) => sheet.replace(css));

// An element whose inside the page's styles do not reach, and whose own styles do not reach the page.
export function island(name) {
  const host = h(name, { lang: "en", dir: "ltr", hidden: true });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  styled.finally(() => (host.hidden = false));
  return { host, root };
}

export const plural = (count, noun) => `${count} ${count === 1 ? noun : `${noun}s`}`;
