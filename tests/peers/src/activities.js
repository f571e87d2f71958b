// The activities, as the bench wrote them: one draft a line, from the generator that Ekin is measured with.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** The first `count` of a file: each the draft itself, with an id, a start to sort by, and a note to edit. */
export async function* read(file, count) {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (number >= count) return;
    const draft = JSON.parse(line);
    yield { id: idOf(number), start: draft.timings?.[0]?.start ?? "9999", note: "", ...draft };
    number += 1;
  }
}

/** Id of activity `number`: sorts as the numbers do. */
export const idOf = (number) => String(number).padStart(7, "0");

/** The words a person may search for. */
export function wordsOf(activity) {
  const texts = [activity.title, activity.summary, activity.body].flatMap((text) => Object.values(text ?? {}));
  return [...texts, activity.place?.name, activity.place?.town, activity.organiser?.name].join(" ");
}

/** Words folded as a search folds them: no capitals, no accents. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
