// The page of the desk: shows what the server tells, and what the reader asks for. Pages are in spreads.js, the EPUB in reading.js.

import { ask, byId, make, say, words } from "./elements.js";
import { followPages, setView, showDocument } from "./reading.js";
import { closeFound, searchAgain } from "./search.js";
import { goTo, mark, pointOf, sectionHere, setSingle, showPages, step, whenPainted, zoomBy } from "./spreads.js";

/** What was told last. */
let view = null;

/** A place as it stands in an address. */
const encoded = (place) => place.split("/").map(encodeURIComponent).join("/");

/** Shows the word that was written at a place of a file. */
async function showPlace(place) {
  const area = await ask(`printed/${encoded(place)}`);
  byId("place").textContent = area ? place : `${place} (${words.unprinted})`;
  byId("place").dataset.place = place;
  byId("edit").hidden = false;
  if (area) mark(area);
}

/** Opens a place in the editor. */
async function edit(place) {
  const answer = await fetch(`edit/${encoded(place)}`, { method: "POST" });
  if (!answer.ok) byId("place").textContent = words["edit-failed"];
}

/** An address may end with #FILE:LINE:COLUMN. */
function showAsked() {
  const place = decodeURIComponent(location.hash.slice(1));
  if (place && view?.volumes.length) showPlace(place);
}

let contents = "";
/** The buttons of the contents, by volume and section, and the one that is marked. */
let buttons = new Map();
let marked = null;
function showContents() {
  const counts = new Map();
  for (const { path, severity } of view.messages) {
    const key = `${path} ${severity}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const said = JSON.stringify([view.volumes.map(({ id, title, sections }) => [id, title, sections]), [...counts]]);
  if (said === contents) return;
  contents = said;
  buttons = new Map(view.volumes.map(({ id }) => [id, []]));
  marked = null;
  const lists = view.volumes.flatMap((volume) => {
    const entries = volume.sections.map((section) => {
      const button = make("button", { type: "button" }, section.title);
      if (section.depth > 0) button.className = "deep";
      for (const [severity, label] of [["error", words.errors], ["warning", words.warnings]]) {
        const number = section.path.endsWith(".md") ? (counts.get(`${section.path} ${severity}`) ?? 0) : 0;
        if (number > 0) button.append(" ", make("span", { className: `count count-${severity}` }, `${number} ${label}`));
      }
      if (section.page === null) button.disabled = true;
      button.addEventListener("click", () => goTo(volume.id, section.page));
      buttons.get(volume.id).push(button);
      return make("li", {}, button);
    });
    return [make("h2", {}, volume.title), make("ol", {}, ...entries)];
  });
  const list = byId("contents");
  const kept = list.scrollTop;
  list.replaceChildren(...lists);
  list.scrollTop = kept;
}

/** Marks the text whose pages are at the middle of the view. */
function markHere() {
  const here = sectionHere();
  const button = buttons.get(here?.volume)?.[here.section] ?? null;
  if (marked === button) return;
  marked?.removeAttribute("aria-current");
  button?.setAttribute("aria-current", "true");
  button?.scrollIntoView({ block: "nearest" });
  marked = button;
}
let timer = null;
function followScroll() {
  clearTimeout(timer);
  timer = setTimeout(markHere, 80);
  followPages();
}

let messages = "";
function showMessages() {
  const said = JSON.stringify([view.messages, view.failure, view.last]);
  if (said === messages) return;
  messages = said;
  const entries = view.messages.map((message) => {
    const place = message.line === null ? message.path : `${message.path}:${message.line}:${message.column}`;
    const text = [make("span", { className: message.severity }, message.code), " ", make("span", {}, message.message)];
    const where = message.page === null ? `${place} (${words.unprinted})` : place;
    const line = message.page === null ? make("p", {}, ...text) : make("button", { type: "button" }, ...text);
    line.addEventListener("click", () => {
      if (message.page === null) return;
      if (message.line === null) goTo(message.volume, message.page);
      else showPlace(place);
    });
    const file = make("button", { type: "button", className: "place", title: words.edit }, where);
    file.setAttribute("aria-label", `${words.edit}: ${where}`);
    file.addEventListener("click", () => edit(place));
    return make("li", {}, line, file);
  });
  const failure = view.failure ? [make("p", { className: "error" }, view.failure)] : [];
  const nothing = entries.length + failure.length === 0 && !view.last ? [make("p", {}, words["no-message"])] : [];
  byId("messages").replaceChildren(...failure, ...nothing, make("ol", {}, ...entries));
}

/** Adds what is not told because it follows: where each spread begins, and the size of most pages. */
function complete(volume) {
  let first = 0;
  for (const spread of volume.spreads) {
    spread.first = first;
    first += spread.pages.length;
    for (const page of spread.pages) {
      page.width ??= volume.width;
      page.height ??= volume.height;
    }
  }
}

/** How many spreads are shown first when the page is opened: more than a large window has room for. */
const FIRST = 4;

/** The first spreads of a view, and nothing else: they are there before a list of hundreds is laid out. */
const beginning = ({ volumes: [volume] }) => ({
  revision: 0,
  isBeginning: true,
  volumes: [{ ...volume, spreads: volume.spreads.slice(0, FIRST) }],
});

/** What was told last, while only its beginning is shown. */
let waiting = null;

/** Shows what was told: when the page is opened the beginning, and all of it once that is painted. */
function take(next) {
  next.volumes.forEach(complete);
  if (waiting) {
    waiting = next;
  } else if (view || next.volumes.length === 0) {
    show(next);
  } else {
    waiting = next;
    showPages(beginning(next));
    whenPainted(() => {
      // The first view is made from now on.
      if (next.last) fetch("painted", { method: "POST" });
      const whole = waiting;
      waiting = null;
      show(whole);
    });
  }
}

function show(next) {
  const isFirst = !view?.volumes.length;
  view = next;
  document.body.classList.toggle("outdated", view.outdated);
  document.body.classList.remove("lost");
  say(byId("state"), view.last ? words.last : view.outdated ? words.outdated : words.current);
  const titles = view.volumes.map((volume) => volume.title).join(", ");
  say(byId("title"), titles || "make-book");
  if (document.title !== (titles || "make-book")) document.title = titles || "make-book";
  showPages(view);
  showMessages();
  showContents();
  showDocument(view);
  markHere();
  document.body.dataset.revision = view.revision;
  if (isFirst) showAsked();
}

/** Listens to the server, and tries again when it is gone: it may be started again at the same address. */
function listen() {
  const events = new EventSource("events");
  events.addEventListener("message", (event) => take(JSON.parse(event.data)));
  events.addEventListener("show", (event) => showPlace(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    document.body.classList.add("lost");
    byId("state").textContent = words.lost;
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}
listen();

addEventListener("hashchange", showAsked);
byId("edit").addEventListener("click", () => edit(byId("place").dataset.place));

byId("book").addEventListener("click", async (event) => {
  const point = pointOf(event);
  if (!point) return;
  const place = await ask(`written/${point.volume}/${point.page}/${point.x.toFixed(2)}/${point.y.toFixed(2)}`);
  if (place) showPlace(`${place.path}:${place.line}:${place.column}`);
});
byId("book").addEventListener("scroll", followScroll, { passive: true });

byId("larger").addEventListener("click", () => zoomBy(1.2));
byId("smaller").addEventListener("click", () => zoomBy(1 / 1.2));
byId("sheets").addEventListener("change", (event) => setSingle(event.target.value === "single"));
byId("view").addEventListener("change", (event) => setView(event.target.value));

byId("pages").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = byId("folio").value.trim().toLowerCase();
  for (const volume of view?.volumes ?? []) {
    for (const spread of volume.spreads) {
      const index = spread.pages.findIndex((page) => asked && page.folio.toLowerCase() === asked);
      if (index >= 0) return goTo(volume.id, spread.first + index);
    }
  }
});
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  searchAgain(view);
});

/** Goes to a field, to write another text into it. */
function enter(field) {
  field.focus();
  field.select();
}

/** Chooses the next value of a list. */
function next(list) {
  list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
  list.dispatchEvent(new Event("change"));
}

const keys = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  "+": () => zoomBy(1.2),
  "-": () => zoomBy(1 / 1.2),
  g: () => enter(byId("folio")),
  "/": () => enter(byId("words")),
  s: () => next(byId("sheets")),
  v: () => next(byId("view")),
};
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    closeFound();
    byId("book").focus();
  } else if (keys[event.key] && !event.target.matches("input, select")) {
    keys[event.key]();
    event.preventDefault();
  }
});
