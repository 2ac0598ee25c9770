// The page of the desk: shows what the server tells, fetches only the spreads that come into view, and keeps its place.

const words = JSON.parse(document.body.dataset.words);
const book = document.getElementById("book");
const contents = document.getElementById("contents");
const messages = document.getElementById("messages");
const state = document.getElementById("state");

/** What was told last. */
let view = null;
/** The list items of spreads, by the identifier of their volume, in order. */
let volumes = new Map();
/** Drawings that were fetched, by their sums, the last used at the end. */
const drawings = new Map();
const KEPT = 24;
let zoom = 1;

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** Fetches a drawing, or takes it from those that are here. */
function drawing(sum) {
  const known = drawings.get(sum) ?? fetch(`spread/${sum}`).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  });
  drawings.delete(sum);
  drawings.set(sum, known);
  known.catch(() => drawings.delete(sum));
  while (drawings.size > KEPT) drawings.delete(drawings.keys().next().value);
  return known;
}

/** Says which view is painted: the last one, as soon as each spread near the window is drawn. */
function notePainted() {
  const { revision } = view;
  const items = [...volumes.values()].flat();
  if (items.some((item) => item.isNear && item.dataset.drawn !== item.dataset.sum)) return;
  requestAnimationFrame(() => setTimeout(() => (document.body.dataset.painted = revision)));
}

/** Draws a spread, unless another was asked for in its place meanwhile. What stood there stays until then. */
async function draw(item) {
  const { sum } = item.dataset;
  if (item.dataset.drawn === sum || !item.isNear) return;
  try {
    const text = await drawing(sum);
    if (item.dataset.sum !== sum || !item.isNear) return;
    const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    const said = svg.querySelector("desc");
    const spoken = make("p", { className: "words", textContent: said?.textContent ?? "" });
    spoken.lang = item.dataset.lang;
    said?.remove();
    svg.setAttribute("aria-hidden", "true");
    item.querySelector(".sheet").replaceChildren(svg, spoken, ...(item.mark?.isConnected ? [item.mark] : []));
    item.dataset.drawn = sum;
    notePainted();
  } catch {
    // Another view is on its way, or the server is gone, which the page says.
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      target.isNear = isIntersecting;
      if (isIntersecting) {
        draw(target);
      } else {
        target.querySelector(".sheet").replaceChildren();
        delete target.dataset.drawn;
      }
    }
  },
  { root: book, rootMargin: "60% 0%" },
);

function pageName(page, first, index) {
  if (first + index === 0) return words.cover;
  return page.folio || (page.section === null ? words.blank : "");
}

function caption(spread) {
  const names = spread.pages.map((page, index) => pageName(page, spread.first, index)).filter((name) => name !== "");
  if (spread.first === 0 || names.length === 0) return names.join("");
  return `${names.length > 1 ? words.pages : words.page} ${names.join(" – ")}`;
}

/** Makes a list item show a spread. */
function fill(item, spread, volume, widest) {
  const width = spread.pages.reduce((sum, page) => sum + page.width, 0);
  const height = Math.max(...spread.pages.map((page) => page.height));
  const name = caption(spread);
  item.style.setProperty("--share", width / widest);
  item.querySelector(".sheet").style.aspectRatio = `${width} / ${height}`;
  item.firstChild.setAttribute("aria-label", name);
  item.querySelector("figcaption").textContent = name;
  item.dataset.lang = volume.lang;
  item.dataset.first = spread.first;
  item.dataset.sum = spread.sum;
  item.keys = pageKeys(volume, spread);
  draw(item);
}

function newItem() {
  const sheet = make("div", { className: "sheet" });
  return make("li", { className: "spread" }, make("figure", {}, sheet, make("figcaption")));
}

/** Which page of which section a page is: it keeps that name when pages before its section come or go. */
function pageKeys(volume, spread) {
  return spread.pages.map(({ section }, index) => {
    if (section === null) return null;
    const { path, title, page } = volume.sections[section];
    return `${path.endsWith(".md") ? path : title}#${spread.first + index - page}`;
  });
}

/** The spread at the middle of the view, and where in it the middle is. */
function place() {
  const frame = book.getBoundingClientRect();
  const middle = frame.top + frame.height / 2;
  for (const [id, items] of volumes) {
    for (const [index, item] of items.entries()) {
      const { top, bottom } = item.getBoundingClientRect();
      if (bottom >= middle) return { id, index, keys: item.keys, share: (middle - top) / (bottom - top) };
    }
  }
  return null;
}

/** Brings back what was at the middle: the same page of the same section, or else what stands in its place. */
function restore({ id, index, keys, share }) {
  const items = volumes.get(id);
  if (!items?.length) return;
  const isSame = (item) => item.keys.some((key) => key !== null && keys.includes(key));
  const last = items[Math.min(index, items.length - 1)];
  const item = isSame(last) ? last : (items.find(isSame) ?? last);
  const frame = book.getBoundingClientRect();
  const { top, height } = item.getBoundingClientRect();
  const error = top + share * height - (frame.top + frame.height / 2);
  if (Math.abs(error) > 0.5) book.scrollTop += error;
}

function isInView(item) {
  const frame = book.getBoundingClientRect();
  const { top, bottom } = item.getBoundingClientRect();
  return bottom > frame.top && top < frame.bottom;
}

function showVolumes() {
  const before = volumes;
  const isFirst = before.size === 0;
  const changed = [];
  volumes = new Map();
  const sections = view.volumes.map((volume) => {
    const old = before.get(volume.id) ?? [];
    const widest = Math.max(...volume.spreads.map(({ pages }) => pages.reduce((sum, page) => sum + page.width, 0)));
    const items = volume.spreads.map((spread, index) => {
      const item = old[index] ?? newItem();
      if (!isFirst && item.dataset.sum !== spread.sum) changed.push(item);
      fill(item, spread, volume, widest);
      return item;
    });
    old.slice(items.length).forEach((item) => near.unobserve(item));
    volumes.set(volume.id, items);
    const section = document.getElementById(`volume-${volume.id}`) ?? make("section", { id: `volume-${volume.id}` }, make("h2"), make("ol"));
    section.firstChild.textContent = volume.title;
    section.dir = volume.rightToLeft ? "rtl" : "ltr";
    const list = section.lastChild;
    items.forEach((item, index) => list.children[index] === item || list.insertBefore(item, list.children[index] ?? null));
    while (list.children.length > items.length) list.lastChild.remove();
    return section;
  });
  if (sections.some((section, index) => book.children[index] !== section) || book.children.length !== sections.length) {
    book.replaceChildren(...sections);
  }
  volumes.forEach((items) => items.forEach((item) => near.observe(item)));
  return changed;
}

function goTo(id, page, always = true) {
  const items = volumes.get(id) ?? [];
  const item = items.findLast((item) => Number(item.dataset.first) <= page);
  if (item && (always || !isInView(item))) item.scrollIntoView({ block: "start" });
}

/** The page of a volume at a point of the window, and the point on it in points; null beside the pages. */
function pointOf(event) {
  const sheet = event.target.closest?.(".sheet");
  const item = sheet?.closest(".spread");
  const volume = view?.volumes.find(({ id }) => volumes.get(id)?.includes(item));
  const spread = volume?.spreads.find(({ first }) => first === Number(item.dataset.first));
  if (!spread) return null;
  const box = sheet.getBoundingClientRect();
  const widths = spread.pages.map((page) => page.width);
  if (volume.rightToLeft) widths.reverse();
  const scale = widths.reduce((sum, width) => sum + width, 0) / box.width;
  let x = (event.clientX - box.left) * scale;
  let index = 0;
  while (index + 1 < widths.length && x > widths[index]) x -= widths[index++];
  const page = spread.first + (volume.rightToLeft ? widths.length - 1 - index : index);
  return { volume: volume.id, page, x, y: (event.clientY - box.top) * scale };
}

/** Marks an area of a page, and brings it into view. */
function mark({ volume: id, page, x, y, width, height }) {
  document.querySelectorAll(".mark").forEach((old) => old.remove());
  goTo(id, page, false);
  const volume = view.volumes.find((volume) => volume.id === id);
  const spread = volume.spreads.findLast(({ first }) => first <= page);
  const item = volumes.get(id).find((item) => Number(item.dataset.first) === spread.first);
  const pages = [...spread.pages.keys()];
  if (volume.rightToLeft) pages.reverse();
  const widthOf = (index) => spread.pages[index].width;
  const total = pages.reduce((sum, index) => sum + widthOf(index), 0);
  const before = pages.slice(0, pages.indexOf(page - spread.first)).reduce((sum, index) => sum + widthOf(index), 0);
  const tall = Math.max(...spread.pages.map((page) => page.height));
  const share = (length, whole) => `${(length / whole) * 100}%`;
  const element = make("div", { className: "mark" });
  const place = { left: share(before + x, total), top: share(y, tall), width: share(width, total), height: share(height, tall) };
  Object.assign(element.style, place);
  item.querySelector(".sheet").append(element);
  item.mark = element;
  element.scrollIntoView({ block: "nearest" });
}

async function ask(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

/** Shows the word that was written at a place of a file. */
async function showPlace(place) {
  const area = await ask(`printed/${place.split("/").map(encodeURIComponent).join("/")}`);
  document.getElementById("place").textContent = area ? place : `${place} (${words.unprinted})`;
  if (area && volumes.has(area.volume)) mark(area);
}

/** An address may end with #FILE:LINE:COLUMN. */
function showAsked() {
  const place = decodeURIComponent(location.hash.slice(1));
  if (place && view?.volumes.length) showPlace(place);
}

function showContents() {
  const count = (path, severity) => view.messages.filter((message) => message.path === path && message.severity === severity).length;
  const lists = view.volumes.flatMap((volume) => {
    const entries = volume.sections.map((section) => {
      const button = make("button", { type: "button" }, section.title);
      if (section.depth > 0) button.className = "deep";
      for (const [severity, label] of [["error", words.errors], ["warning", words.warnings]]) {
        const number = section.path.endsWith(".md") ? count(section.path, severity) : 0;
        if (number > 0) button.append(" ", make("span", { className: `count-${severity}` }, `${number} ${label}`));
      }
      if (section.page === null) button.disabled = true;
      button.addEventListener("click", () => goTo(volume.id, section.page));
      return make("li", {}, button);
    });
    return [make("h2", {}, volume.title), make("ol", {}, ...entries)];
  });
  contents.replaceChildren(...lists);
}

function showMessages() {
  const entries = view.messages.map((message) => {
    const place = message.line === null ? message.path : `${message.path}:${message.line}:${message.column}`;
    const text = [
      make("span", { className: message.severity }, message.code),
      " ",
      make("span", {}, message.message),
      " ",
      make("span", { className: "place" }, message.page === null ? `${place} (${words.unprinted})` : place),
    ];
    if (message.page === null) return make("li", {}, ...text);
    const button = make("button", { type: "button" }, ...text);
    button.addEventListener("click", () => (message.line === null ? goTo(message.volume, message.page) : showPlace(place)));
    return make("li", {}, button);
  });
  const failure = view.failure ? [make("p", { className: "error" }, view.failure)] : [];
  const nothing = entries.length + failure.length === 0 ? [make("p", {}, words["no-message"])] : [];
  messages.replaceChildren(...failure, ...nothing, make("ol", {}, ...entries));
}

function show(next) {
  const isFirst = view === null || volumes.size === 0;
  const kept = place();
  view = next;
  document.body.classList.toggle("outdated", view.outdated);
  document.body.classList.remove("lost");
  state.textContent = view.outdated ? words.outdated : words.current;
  const titles = view.volumes.map((volume) => volume.title).join(", ");
  document.getElementById("title").textContent = titles || "make-book";
  document.title = titles || "make-book";
  showMessages();
  showContents();
  const changed = showVolumes();
  if (kept) restore(kept);
  if (changed.length > 0 && !changed.some(isInView)) changed[0].scrollIntoView({ block: "center" });
  document.body.dataset.revision = view.revision;
  notePainted();
  if (isFirst) showAsked();
}

const events = new EventSource("events");
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("error", () => {
  document.body.classList.add("lost");
  state.textContent = words.lost;
});

addEventListener("hashchange", showAsked);

book.addEventListener("click", async (event) => {
  const point = pointOf(event);
  if (!point) return;
  const place = await ask(`written/${point.volume}/${point.page}/${point.x.toFixed(2)}/${point.y.toFixed(2)}`);
  if (place) showPlace(`${place.path}:${place.line}:${place.column}`);
});

function setZoom(value) {
  const kept = place();
  zoom = Math.min(4, Math.max(0.3, value));
  book.style.setProperty("--zoom", zoom);
  if (kept) restore(kept);
}
document.getElementById("larger").addEventListener("click", () => setZoom(zoom * 1.2));
document.getElementById("smaller").addEventListener("click", () => setZoom(zoom / 1.2));

document.getElementById("tools").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = document.getElementById("folio").value.trim().toLowerCase();
  for (const volume of view?.volumes ?? []) {
    for (const spread of volume.spreads) {
      if (asked && spread.pages.some((page) => page.folio === asked)) return goTo(volume.id, spread.first);
    }
  }
});

document.addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: -1, ArrowRight: 1 };
  const step = steps[event.key];
  if (!step || event.target.matches("input") || event.altKey || event.ctrlKey || event.metaKey) return;
  const here = place();
  if (!here) return;
  const items = volumes.get(here.id);
  const forward = book.querySelector("section")?.dir === "rtl" ? -step : step;
  items[here.index + forward]?.scrollIntoView({ block: "center" });
  event.preventDefault();
});
