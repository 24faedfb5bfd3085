// What outlasts a reload of the page, in this tab alone.

const KEY = "site-gen-desk";

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
};

export const recall = (name) => read()[name];

export function keep(name, value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...read(), [name]: value }));
  } catch {
    // Storage may be switched off; then nothing is remembered.
  }
}
