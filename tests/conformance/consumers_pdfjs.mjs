// What pdf.js makes of PDFs: text, hits of its viewer's search, outline, page labels, named destinations.
//
// usage: node tests/conformance/consumers_pdfjs.mjs NODE_MODULES < QUESTIONS > ANSWERS
// A question is a file, with words to search for and names of destinations, as JSON. The search is that of pdf.js's viewer; what the viewer
// asks of a browser when it is loaded, and Node lacks, is given here.

import fs from "node:fs";
import path from "node:path";
import process from "node:process";

globalThis.window ??= globalThis;
globalThis.document ??= {
  documentElement: { style: {}, classList: { add() {} } },
  createElement: () => ({ style: {} }),
  addEventListener() {},
  querySelector: () => null,
};
globalThis.requestAnimationFrame ??= (run) => setTimeout(run, 0);
Promise.withResolvers ??= function () {
  const given = {};
  given.promise = new Promise((resolve, reject) => Object.assign(given, { resolve, reject }));
  return given;
};

const folder = path.resolve(process.argv[2], "pdfjs-dist/legacy");
const library = await import(path.join(folder, "build/pdf.mjs"));
globalThis.pdfjsLib = library;
const { EventBus, PDFFindController } = await import(path.join(folder, "web/pdf_viewer.mjs"));

async function hits(file, words) {
  const eventBus = new EventBus();
  const linkService = { pagesCount: file.numPages, page: 1 };
  const controller = new PDFFindController({ linkService, eventBus, delay: 0, updateMatchesCountOnProgress: false });
  controller.setDocument(file);
  const found = {};
  for (const query of words) {
    const { promise, resolve } = Promise.withResolvers();
    eventBus.on("updatefindmatchescount", resolve, { once: true });
    eventBus.dispatch("find", { type: "", query, caseSensitive: false, entireWord: false, highlightAll: true, matchDiacritics: true });
    await promise;
    found[query] = Array.from({ length: file.numPages }, (_, page) => controller.pageMatches[page]?.length ?? 0);
  }
  return found;
}

function entries(items, depth = 0) {
  return (items ?? []).flatMap((item) => [[depth, item.title], ...entries(item.items, depth + 1)]);
}

async function read({ path: name, words, names }) {
  const file = await library.getDocument({ data: new Uint8Array(fs.readFileSync(name)), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  const destinations = {};
  for (const name of names) {
    const place = await file.getDestination(name);
    destinations[name] = place ? await file.getPageIndex(place[0]) : null;
  }
  return {
    version: library.version,
    pages,
    hits: await hits(file, words),
    outline: entries(await file.getOutline()),
    labels: await file.getPageLabels(),
    destinations,
  };
}

const answers = [];
for (const question of JSON.parse(fs.readFileSync(0, "utf8"))) answers.push(await read(question));
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
