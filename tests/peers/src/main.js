// `node main.js PEER JOB JSON`: one process that does one job for `ekin-bench` and says how it went, a JSON object a line:
// `ready` (a server's ports), `progress`, `following`, `done` (a reading).

import { say } from "./control.js";
import { jobs } from "./jobs.js";

const [name, job, json] = process.argv.slice(2);
const peer = await import(`./peers/${name}.js`);
const what = JSON.parse(json);
// What a library logs must not be taken for an answer.
console.log = console.info = console.debug = (...words) => console.error(...words);

if (job === "serve") {
  say({ ready: await peer.serve(what) });
} else {
  const reading = await jobs[job](peer, what);
  say({ done: reading });
  process.exit(0);
}
