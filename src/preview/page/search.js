// Searching the printed pages: a list of places, each of which leads to its page.

import { ask, byId, make, words } from "./elements.js";
import { mark } from "./spreads.js";

const found = byId("found");
const count = byId("count");

/** Searches all volumes for what is written in the field. */
export async function searchAgain(view) {
  const asked = byId("words").value.trim();
  if (!asked || !view) return closeFound();
  const answers = await Promise.all(view.volumes.map(({ id }) => ask(`find/${id}/${encodeURIComponent(asked)}`)));
  const places = answers.flatMap((answer) => answer?.places ?? []);
  const entries = places.map(({ area, folio, said }) => {
    const [before, itself, after] = said;
    const page = make("span", { className: "place" }, folio ? ` ${words.page} ${folio}` : "");
    const button = make("button", { type: "button" }, before, make("mark", {}, itself), after, page);
    button.addEventListener("click", () => mark(area));
    return make("li", {}, button);
  });
  const number = places.length === 0 ? words["found-none"] : places.length === 1 ? words["found-one"] : `${places.length} ${words["found-many"]}`;
  count.textContent = answers.some((answer) => answer?.more) ? words["found-more"] : number;
  found.querySelector("ol").replaceChildren(...entries);
  found.hidden = false;
  if (places.length > 0) mark(places[0].area);
}

export function closeFound() {
  found.hidden = true;
}
byId("close").addEventListener("click", closeFound);
