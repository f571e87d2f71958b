// What a server tells the bench apart from its own protocol: lines on its output, and questions on a second port, so that
// the bytes that are counted stay the peer's own.

import { createServer } from "node:http";

/** Says one thing to whoever started this process. */
export const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** Answers `GET /N` with how many activities have that note. Gives the port. */
export function answer(marked) {
  const server = createServer(async (request, response) => {
    const note = decodeURIComponent(request.url.slice(1));
    // A kept connection may be closed on one side while the other, busy, asks.
    response.setHeader("connection", "close");
    response.end(JSON.stringify(await marked(note)));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}

/** Waits until a server says that so many activities have that note. */
export async function heldByServer(control, note, count) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${control}/${encodeURIComponent(note)}`);
    const held = await answer.json();
    if (held >= count) return;
    progress(held);
    await pause(100);
  }
}

let told = 0;
let screen;

/** Activities of a first page. */
export const PAGE = 20;

/** When the first page of activities had come, ms of `performance.now`; nothing before. */
export const firstScreen = () => screen;

/** Says how far a job came, at most five times a second. */
export function progress(count) {
  const now = Date.now();
  if (count >= PAGE) screen ??= performance.now();
  if (now - told < 200) return;
  told = now;
  say({ progress: count });
}

/** Lets other things happen. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
