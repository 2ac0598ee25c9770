// The EPUB of the text whose pages are shown, as a telephone or a tablet shows it, by day or by night.

import { byId } from "./elements.js";
import { place, restore, sectionHere } from "./spreads.js";

const frame = byId("frame");
const nothing = byId("no-epub");
const device = byId("device");
const night = byId("night");
const NIGHT = "night.css";
let view = null;
/** The document that is shown, and its markup. */
let shown = { address: null, text: null };
let wanted = 0;
/** The section that was last followed, and the timer that waits for the end of a scroll. */
let followed = null;
let timer = null;

const isOpen = () => document.body.dataset.view !== "print";

/** The address of the document of a section; null when it has none. */
function addressOf({ volume: id, section }) {
  const name = view.volumes.find((volume) => volume.id === id)?.sections[section]?.document;
  return name ? `read/${id}/${encodeURIComponent(name)}` : null;
}

/** Loads what changed of the document that belongs to the pages. */
async function load(address) {
  const number = (wanted += 1);
  nothing.hidden = address !== null;
  frame.hidden = address === null;
  if (address === null) return;
  const answer = await fetch(address);
  if (!answer.ok || number !== wanted) return;
  const text = await answer.text();
  if (number !== wanted || (shown.address === address && shown.text === text)) return;
  const isSame = shown.address === address && frame.contentDocument?.body;
  shown = { address, text };
  if (!isSame) {
    frame.src = address;
    return;
  }
  // The place stays: only what the document says is another.
  const next = new DOMParser().parseFromString(text, "application/xhtml+xml");
  const inside = frame.contentDocument;
  const kept = inside.scrollingElement.scrollTop;
  inside.body.replaceWith(inside.importNode(next.body, true));
  inside.scrollingElement.scrollTop = kept;
  document.body.dataset.read = view.revision;
}

/** The night of reading systems: light letters on a dark ground, pictures as they are. */
function dress() {
  frame.classList.toggle("night", night.checked);
  const inside = frame.contentDocument;
  if (!inside?.head) return;
  inside.getElementById("night")?.remove();
  if (!night.checked) return;
  const sheet = inside.createElementNS("http://www.w3.org/1999/xhtml", "link");
  for (const [name, value] of [["id", "night"], ["rel", "stylesheet"], ["href", new URL(NIGHT, document.baseURI).href]]) sheet.setAttribute(name, value);
  inside.head.append(sheet);
}

frame.addEventListener("load", () => {
  dress();
  // A link to another text of the book was followed.
  const address = frame.contentWindow.location.pathname.split("/").slice(-3).join("/");
  if (shown.address && address.startsWith("read/") && address !== shown.address) shown = { address, text: null };
  document.body.dataset.read = view?.revision ?? 0;
});
night.addEventListener("change", dress);
device.addEventListener("change", () => (frame.dataset.device = device.value));
frame.dataset.device = device.value;

/** Shows the pages, the EPUB, or both. */
export function setView(value) {
  const kept = place();
  document.body.dataset.view = value;
  if (kept) restore(kept);
  followed = null;
  followPages();
}

/** Goes on to the text whose pages are at the middle of the view. */
export function followPages() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!view || !isOpen()) return;
    const here = sectionHere();
    const key = JSON.stringify(here);
    if (here === null || key === followed) return;
    followed = key;
    load(addressOf(here));
  }, 80);
}

/** Shows the document of a new view. */
export function showDocument(next) {
  view = next;
  if (!isOpen()) return;
  if (shown.address) load(shown.address);
  else followPages();
}
