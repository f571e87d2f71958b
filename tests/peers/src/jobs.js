// The jobs that are measured, the same for every peer. Each gives a reading.

import { read } from "./activities.js";
import { PAGE, firstScreen, pause, progress, say } from "./control.js";
import { Gauge } from "./gauge.js";

/** A device makes activities and sends them until the server has them. */
async function fill(peer, job) {
  const gauge = new Gauge();
  const client = await peer.Client.open(job);
  await client.create(read(job.file, job.count));
  await client.push("", job.count);
  const reading = gauge.read();
  const index = client.index;
  await client.close();
  return { ...reading, index };
}

/** A new device takes everything, and can be searched. */
async function firstSync(peer, job) {
  const gauge = new Gauge();
  const began = performance.now();
  const client = await peer.Client.open(job);
  await client.pull();
  expect(await client.count(), job.count, "activities");
  const bare = gauge.read();
  if (job.searchable) await client.makeSearchable();
  const first_ms = (firstScreen() ?? performance.now()) - began;
  const reading = gauge.read({ bare_ms: bare.wall_ms, bare_cpu_ms: bare.cpu_ms, first_ms });
  await client.close();
  return reading;
}

/** A device that has everything comes back: nothing is new, or so many activities have this note. */
async function reconnect(peer, job) {
  const gauge = new Gauge();
  const client = await peer.Client.open(job);
  await client.catchUp();
  if (job.changed) {
    await until(async () => (await noted(client, job.note)) >= job.changed);
    await client.catchUp();
  }
  const reading = gauge.read();
  await client.close();
  return reading;
}

async function noted(client, note) {
  let count = 0;
  for (const id of await client.ids()) if ((await client.note(id)) === note) count += 1;
  progress(count);
  return count;
}

/** A device edits the first so many activities, and sends them. */
async function change(peer, job) {
  const client = await peer.Client.open(job);
  await client.catchUp();
  const gauge = new Gauge();
  for (const id of (await client.ids()).slice(0, job.count)) await client.edit(id, job.note);
  await client.push(job.note, job.count);
  const reading = gauge.read();
  await client.close();
  return reading;
}

/** Two devices follow; one edits an activity, until the other has it, so many times. Both in this process. */
async function edit(peer, job) {
  const [one, other] = await pair(peer, job);
  await one.follow();
  await other.follow();
  const ids = await one.ids();
  let wait;
  await other.onChange((id, note) => {
    if (wait && id === wait.id && note === wait.note) wait.done();
  });
  const times = [];
  for (let n = 0; n < job.count; n += 1) {
    const [id, note] = [ids[n % ids.length], `edit ${n}`];
    const seen = new Promise((done) => {
      wait = { id, note, done };
    });
    const gauge = new Gauge();
    await one.edit(id, note);
    await seen;
    times.push(gauge.elapsed());
    progress(n + 1);
  }
  times.sort((a, b) => a - b);
  const reading = new Gauge().read({ median_ms: times[times.length >> 1], worst_ms: times.at(-1) });
  await one.close();
  await other.close();
  return reading;
}

/** Two devices that had edited offline, half of it the same activities, until both show the same. */
async function merge(peer, job) {
  for (const [n, home] of job.homes.entries()) {
    const client = await peer.Client.open({ ...job, home, at: undefined });
    await client.load?.();
    const ids = (await client.ids()).slice((n * job.count) / 2, (n * job.count) / 2 + job.count);
    for (const id of ids) await client.edit(id, `offline ${n}`);
    await client.close();
  }
  const gauge = new Gauge();
  const [one, other] = await pair(peer, job);
  await Promise.all([one.follow(), other.follow()]);
  await until(async () => {
    const [left, right] = [await notes(one), await notes(other)];
    const same = left.filter((note, n) => note === right[n] && note.startsWith("offline")).length;
    progress(same);
    return same >= job.count + job.count / 2;
  });
  const reading = gauge.read();
  await one.close();
  await other.close();
  return reading;
}

const notes = async (client) => Promise.all((await client.ids()).map((id) => client.note(id)));

const pair = (peer, job) => Promise.all(job.homes.map((home) => peer.Client.open({ ...job, home })));

/** A device opens its store without a network and shows the first page. */
async function open(peer, job) {
  const gauge = new Gauge();
  const client = await peer.Client.open({ ...job, at: undefined });
  const page = await client.firstPage(PAGE);
  const reading = gauge.read();
  expect(page.length, PAGE, "on the first page");
  await client.close();
  return reading;
}

/** A device opens its store and searches as a person types. */
async function search(peer, job) {
  const gauge = new Gauge();
  const client = await peer.Client.open({ ...job, at: undefined });
  await client.load?.();
  await client.makeSearchable();
  const ready_ms = gauge.elapsed();
  const times = [];
  for (const word of job.words) {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round += 1) {
      const one = new Gauge();
      await client.search(word, PAGE);
      best = Math.min(best, one.elapsed());
    }
    times.push(best);
    progress(times.length);
  }
  times.sort((a, b) => a - b);
  const reading = gauge.read({ ready_ms, median_ms: times[times.length >> 1], worst_ms: times.at(-1) });
  await client.close();
  return reading;
}

/** A device makes one activity, edits it so many times, and sends it. */
async function often(peer, job) {
  const gauge = new Gauge();
  const client = await peer.Client.open(job);
  await client.create(read(job.file, 1));
  const [id] = await client.ids();
  for (let n = 1; n <= job.count; n += 1) {
    await client.edit(id, `edit ${n}`);
    progress(n);
    if (n % 100 === 0) await pause(0);
  }
  await client.push(`edit ${job.count}`, 1);
  const reading = gauge.read();
  const index = client.index;
  await client.close();
  return { ...reading, index };
}

/** So many readers; says when all follow, then waits until each has heard of one edit. */
async function readers(peer, job) {
  let heard = 0;
  const gauge = new Gauge();
  await peer.follow(job, () => {
    heard += 1;
  });
  say({ following: job.count });
  heard = 0;
  await until(async () => {
    progress(heard);
    return heard >= job.count;
  });
  return gauge.read();
}

async function until(done) {
  while (!(await done())) await pause(5);
}

function expect(got, wanted, what) {
  if (got !== wanted) throw new Error(`${got} ${what} instead of ${wanted}`);
}

export const jobs = {
  fill,
  "first-sync": firstSync,
  reconnect,
  change,
  edit,
  merge,
  open,
  search,
  often,
  readers,
};
