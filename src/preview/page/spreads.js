// The printed pages: fetches the drawings that come into view, keeps its place when pages change, and marks words.

import { byId, make, say, words } from "./elements.js";

const book = byId("book");
/** What was told last. */
let view = null;
/** The list items of spreads, by the identifier of their volume, in order. */
let volumes = new Map();
/** Drawings that were fetched, by their sums, the last used at the end. */
const drawings = new Map();
const KEPT = 24;
let zoom = 1;
let isSingle = false;
/** The page that was gone to last: its volume and its name among pages. It counts as where one is while its spread is in the middle. */
let aimed = null;

/** Keeps a drawing, a promise of its text, and lets go of those that were not used for long. */
function keep(sum, text) {
  drawings.delete(sum);
  drawings.set(sum, text);
  while (drawings.size > KEPT) drawings.delete(drawings.keys().next().value);
}

/** Fetches a drawing, or takes it from those that are here; null where the desk has none until the book has pages again. */
function drawing(sum) {
  const known = drawings.get(sum) ?? fetch(`spread/${sum}`).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.status === 204 ? null : answer.text();
  });
  keep(sum, known);
  known.catch(() => drawings.delete(sum));
  return known;
}

/** Writes the outlines of glyphs, which a drawing has once, into its runs: for each glyph a number, and how far it lies right and up. */
function drawGlyphs(svg) {
  const held = svg.querySelector(":scope > metadata");
  const outlines = held.textContent.split("\n");
  held.remove();
  for (const run of svg.querySelectorAll("path[data-glyphs]")) {
    const glyphs = run.getAttribute("data-glyphs").split(" ");
    let path = "";
    for (let at = 0; at + 2 < glyphs.length; at += 3) path += `M${glyphs[at + 1]} ${glyphs[at + 2]}${outlines[glyphs[at]]}`;
    run.removeAttribute("data-glyphs");
    run.setAttribute("d", path);
  }
}

/** Reads a drawing. As markup within a page it is read ten times as fast as by the parser of XML, which copies long attributes. */
function parsed(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return document.importNode(template.content.firstElementChild, true);
}

/** What is to be done when the last view is painted; done at the latest when it was not for a while. */
let afterwards = null;
const PATIENCE = 500;
export function whenPainted(then) {
  let timer = null;
  afterwards = () => {
    afterwards = null;
    clearTimeout(timer);
    setTimeout(then);
  };
  timer = setTimeout(afterwards, PATIENCE);
}

/** Says which view is painted: the last one, as soon as it is known which spreads are near the window, and each of them is drawn. */
function notePainted() {
  const { revision } = view;
  const items = [...volumes.values()].flat();
  if (items.some((item) => item.isNear !== false && item.drawn !== item.name)) return;
  requestAnimationFrame(() =>
    setTimeout(() => {
      document.body.dataset.painted = revision;
      afterwards?.();
    }),
  );
}

/** Draws a spread, unless another was asked for in its place meanwhile. What stood there stays until then. */
async function draw(item) {
  const { name } = item;
  if (!item.isNear || (item.drawn === name && !item.isMissing)) return;
  try {
    const text = await drawing(item.dataset.sum);
    if (item.name !== name || !item.isNear) return;
    if (text === null) {
      drawings.delete(item.dataset.sum);
      item.querySelector(".sheet").replaceChildren(make("p", { className: "missing" }, words["not-kept"]));
      Object.assign(item, { drawn: name, isMissing: true });
      notePainted();
      return;
    }
    const svg = parsed(text);
    drawGlyphs(svg);
    const pages = [...svg.children];
    // One page of a spread: the part of the drawing on which it stands.
    if (item.half !== null && pages[item.half]) {
      const [x, width, height] = ["x", "width", "height"].map((edge) => pages[item.half].getAttribute(edge) ?? 0);
      svg.setAttribute("viewBox", `${x} 0 ${width} ${height}`);
      pages.forEach((page, index) => index === item.half || page.remove());
    }
    if (item.isRightToLeft) pages.reverse();
    const said = pages.filter((page) => page.isConnected || page.parentNode).map((page) => page.querySelector("desc"));
    const spoken = make("p", { className: "words", textContent: said.map((desc) => desc?.textContent ?? "").join("\n") });
    spoken.lang = item.dataset.lang;
    said.forEach((desc) => desc?.remove());
    svg.setAttribute("aria-hidden", "true");
    item.querySelector(".sheet").replaceChildren(svg, spoken, ...(item.mark?.isConnected ? [item.mark] : []));
    Object.assign(item, { drawn: name, isMissing: false });
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
        target.drawn = null;
      }
    }
    notePainted();
  },
  { root: book, rootMargin: "60% 0%" },
);

/** The sheets of a volume: its spreads, or their pages one by one, each a part of the drawing of its spread. */
function sheetsOf(volume) {
  if (!isSingle) return volume.spreads;
  return volume.spreads.flatMap(({ sum, first, pages }) =>
    pages.map((page, index) => {
      const half = volume.rightToLeft ? pages.length - 1 - index : index;
      return { sum, first: first + index, pages: [page], half };
    }),
  );
}

function caption(spread) {
  if (spread.first === 0) return words.cover;
  const folios = spread.pages.map(({ folio }) => folio).filter((folio) => folio !== "");
  if (folios.length > 1) return `${words.pages} ${folios.join(" – ")}`;
  // A page without a number is blank, or it is the back cover.
  const names = spread.pages.map((page) => (page.folio ? `${words.page.toLowerCase()} ${page.folio}` : page.section === null ? words.blank : ""));
  const name = names.filter((name) => name !== "").join(" – ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Whether two pages say the same of themselves. */
const isSamePage = (page, other) =>
  page.folio === other.folio && page.section === other.section && page.width === other.width && page.height === other.height;

/** Whether two sheets look the same in the list, and have the same place in it. */
function isSameSheet(sheet, other) {
  if (!other || sheet.sum !== other.sum || sheet.first !== other.first || sheet.half !== other.half) return false;
  return sheet.pages.length === other.pages.length && sheet.pages.every((page, index) => isSamePage(page, other.pages[index]));
}

/** Makes a list item show a spread. */
function fill(item, spread, volume, widest) {
  const isSame = isSameSheet(spread, item.spread) && item.widest === widest && item.lang === volume.lang;
  item.spread = spread;
  item.keys = pageKeys(volume, spread);
  if (!isSame) {
    const half = spread.half ?? null;
    const width = spread.pages.reduce((sum, page) => sum + page.width, 0);
    const height = Math.max(...spread.pages.map((page) => page.height));
    const name = caption(spread);
    item.style.setProperty("--share", width / widest);
    const sheet = item.querySelector(".sheet");
    sheet.style.aspectRatio = `${width} / ${height}`;
    sheet.classList.toggle("two", spread.pages.length > 1);
    item.firstChild.setAttribute("aria-label", name);
    item.querySelector("figcaption").textContent = name;
    Object.assign(item.dataset, { lang: volume.lang, first: spread.first, sum: spread.sum });
    Object.assign(item, { widest, half, lang: volume.lang, isRightToLeft: volume.rightToLeft, name: half === null ? spread.sum : `${spread.sum} ${half}` });
  }
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
export function place() {
  const frame = book.getBoundingClientRect();
  const middle = frame.top + frame.height / 2;
  for (const [id, items] of volumes) {
    // Spreads follow each other downwards.
    let [low, high] = [0, items.length];
    while (low < high) {
      const at = (low + high) >> 1;
      if (items[at].getBoundingClientRect().bottom >= middle) high = at;
      else low = at + 1;
    }
    if (low < items.length) {
      const { top, bottom } = items[low].getBoundingClientRect();
      return { id, index: low, keys: items[low].keys, share: (middle - top) / (bottom - top) };
    }
  }
  return null;
}

/** Brings back what was at the middle: the same page of the same section, or else what stands in its place. */
export function restore({ id, index, keys, share }) {
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
    const sheets = sheetsOf(volume);
    const widest = Math.max(...sheets.map(({ pages }) => pages.reduce((sum, page) => sum + page.width, 0)));
    const tallest = Math.max(...sheets.flatMap(({ pages }) => pages.map((page) => page.height)));
    // Setting what is there already would have the whole book laid out again.
    const ratio = `${widest / tallest}`;
    if (book.style.getPropertyValue("--ratio") !== ratio) book.style.setProperty("--ratio", ratio);
    const items = sheets.map((spread, index) => {
      const item = old[index] ?? newItem();
      if (!isFirst && item.spread?.sum !== spread.sum) changed.push(item);
      fill(item, spread, volume, widest);
      return item;
    });
    old.slice(items.length).forEach((item) => near.unobserve(item));
    volumes.set(volume.id, items);
    const section = document.getElementById(`volume-${volume.id}`) ?? make("section", { id: `volume-${volume.id}` }, make("h2"), make("ol"));
    const dir = volume.rightToLeft ? "rtl" : "ltr";
    say(section.firstChild, volume.title);
    if (section.dir !== dir) section.dir = dir;
    const list = section.lastChild;
    items.forEach((item, index) => list.children[index] === item || list.insertBefore(item, list.children[index] ?? null));
    while (list.children.length > items.length) list.lastChild.remove();
    items.slice(old.length).forEach((item) => near.observe(item));
    return section;
  });
  if (sections.some((section, index) => book.children[index] !== section) || book.children.length !== sections.length) {
    book.replaceChildren(...sections);
  }
  return changed;
}

/** Shows the pages of a view: the place stays, and a change out of view comes into view. */
export function showPages(next) {
  const kept = place();
  for (const [sum, text] of Object.entries(next.drawings ?? {})) keep(sum, Promise.resolve(text));
  // What has changed since the desk before is nothing that somebody has just saved.
  const isSaved = view && !view.last && !view.isBeginning;
  view = next;
  const changed = showVolumes();
  if (kept) restore(kept);
  if (isSaved && changed.length > 0 && !changed.some(isInView)) changed[0].scrollIntoView({ block: "center" });
  notePainted();
}

/** Shows spreads, or single pages. */
export function setSingle(value) {
  isSingle = value;
  if (!view) return;
  const kept = place();
  const page = kept && volumes.get(kept.id)[kept.index].spread;
  document.querySelectorAll(".mark").forEach((old) => old.remove());
  showVolumes();
  if (page) goTo(kept.id, page.first);
  notePainted();
}

function itemOf(id, page) {
  return (volumes.get(id) ?? []).findLast((item) => item.spread.first <= page);
}

export function goTo(id, page, always = true) {
  const item = itemOf(id, page);
  if (!item) return;
  aimed = { id, key: item.keys[page - item.spread.first] };
  if (always || !isInView(item)) item.scrollIntoView({ block: "start" });
  book.dispatchEvent(new Event("scroll"));
}

/** One spread further, or back. */
export function step(by) {
  const here = place();
  if (!here) return;
  const forward = view.volumes.find(({ id }) => id === here.id).rightToLeft ? -by : by;
  volumes.get(here.id)[here.index + forward]?.scrollIntoView({ block: "center" });
}

/** The volume and the section at the middle of the view; null between sections. Of two on a spread it is that which was gone to. */
export function sectionHere() {
  const here = place();
  const item = here && volumes.get(here.id)[here.index];
  const at = item && aimed?.id === here.id && aimed.key ? item.keys.indexOf(aimed.key) : -1;
  const pages = at < 0 ? item?.spread.pages : [item.spread.pages[at]];
  const section = pages?.map((page) => page.section).find((section) => section !== null);
  return section === undefined || section === null ? null : { volume: here.id, section };
}

/** The page of a volume at a point of the window, and the point on it in points; null beside the pages. */
export function pointOf(event) {
  const sheet = event.target.closest?.(".sheet");
  const item = sheet?.closest(".spread");
  const volume = view?.volumes.find(({ id }) => volumes.get(id)?.includes(item));
  if (!volume) return null;
  const { spread } = item;
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
export function mark({ volume: id, page, x, y, width, height }) {
  document.querySelectorAll(".mark").forEach((old) => old.remove());
  const item = itemOf(id, page);
  if (!item) return;
  goTo(id, page, false);
  const { spread } = item;
  const pages = [...spread.pages.keys()];
  if (item.isRightToLeft) pages.reverse();
  const widthOf = (index) => spread.pages[index].width;
  const total = pages.reduce((sum, index) => sum + widthOf(index), 0);
  const before = pages.slice(0, pages.indexOf(page - spread.first)).reduce((sum, index) => sum + widthOf(index), 0);
  const tall = Math.max(...spread.pages.map((page) => page.height));
  const share = (length, whole) => `${(length / whole) * 100}%`;
  const element = make("div", { className: "mark" });
  const area = { left: share(before + x, total), top: share(y, tall), width: share(width, total), height: share(height, tall) };
  Object.assign(element.style, area);
  item.querySelector(".sheet").append(element);
  item.mark = element;
  element.scrollIntoView({ block: "nearest" });
}

/** Makes pages larger or smaller by a factor. */
export function zoomBy(factor) {
  const kept = place();
  zoom = Math.min(4, Math.max(0.3, zoom * factor));
  book.style.setProperty("--zoom", zoom);
  if (kept) restore(kept);
}
