// What all scripts of the desk need: its words, making elements, asking the server.

/** The words of the page in the user's language. */
export const words = JSON.parse(document.body.dataset.words);

export const byId = (id) => document.getElementById(id);

/** Has an element say a text, unless it does already. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** An element with properties and children. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** What the server answers to a question; null when it finds nothing. */
export async function ask(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}
