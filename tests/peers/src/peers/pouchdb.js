// PouchDB 9 on LevelDB, replicating with express-pouchdb, which speaks CouchDB's protocol, over the same PouchDB.
//
// Promise of persistence: LevelDB writes its log without fsync, on both sides, so that a power cut may lose the last
// moments; a process that is killed loses nothing. PouchDB has no option for it.
// Concurrent edits of one document are kept as conflicting revisions, of which one wins: nothing is merged.

import { mkdirSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fold, wordsOf } from "../activities.js";
import { pause, progress } from "../control.js";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");

export async function serve({ data }) {
  const express = require("express");
  mkdirSync(data, { recursive: true });
  const app = express();
  const folder = PouchDB.defaults({ prefix: `${data}/` });
  app.use("/", require("express-pouchdb")(folder, {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    logPath: join(data, "log.txt"),
  }));
  const server = http.createServer(app);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, control: 0 };
}

/** The words of an activity and its start, as views: what a team without a search engine would write. */
const VIEWS = {
  _id: "_design/screens",
  views: {
    start: { map: "function (doc) { if (doc.start) emit(doc.start); }" },
    words: { map: "function (doc) { (doc.words || []).forEach(function (word) { emit(word); }); }" },
  },
};

export class Client {
  #db;
  #remote;
  #batch;
  #retry;
  #feed;

  static async open({ home, at, batch, retry }) {
    const client = new Client();
    mkdirSync(home, { recursive: true });
    client.#db = new PouchDB(join(home, "activities"), { auto_compaction: false });
    client.#remote = at && new PouchDB(`http://${at}/activities`);
    client.#retry = retry;
    client.#batch = { batch_size: batch, batches_limit: 10 };
    return client;
  }

  async create(activities) {
    let some = [];
    const put = async () => {
      await this.#db.bulkDocs(some);
      some = [];
    };
    for await (const { id, ...activity } of activities) {
      some.push({ _id: id, words: [...new Set(fold(wordsOf(activity)))], ...activity });
      if (some.length === 500) await put();
    }
    await put();
  }

  async push() {
    await this.#db.replicate.to(this.#remote, this.#batch);
  }

  /** All that the server has; where the network is bad, as often as it takes. */
  async pull() {
    const options = this.#retry ? { live: true, retry: true, ...this.#batch } : this.#batch;
    const feed = this.#db.replicate.from(this.#remote, options);
    feed.on("change", (change) => progress(change.docs_written));
    if (!this.#retry) return feed;
    feed.catch(() => {});
    await new Promise((resolve) => {
      // Paused by an error is not the end.
      feed.on("paused", (error) => error || resolve());
    });
    feed.cancel();
  }

  async catchUp() {
    await this.push();
    await this.pull();
  }

  /** Follows the server both ways from now on. */
  async follow() {
    this.#feed = this.#db.sync(this.#remote, { live: true, retry: true, ...this.#batch });
    this.#feed.catch(() => {});
    await new Promise((resolve) => this.#feed.once("paused", resolve));
  }

  async makeSearchable() {
    await this.#db.put(VIEWS).catch((error) => {
      if (error.status !== 409) throw error;
    });
    await this.#db.query("screens/start", { limit: 0 });
    await this.#db.query("screens/words", { limit: 0 });
  }

  async count() {
    const { rows } = await this.#db.allDocs({ endkey: "9999999" });
    return rows.length;
  }

  async ids() {
    const { rows } = await this.#db.allDocs({ endkey: "9999999" });
    return rows.map((row) => row.id);
  }

  async note(id) {
    return (await this.#db.get(id)).note;
  }

  async edit(id, note) {
    const doc = await this.#db.get(id);
    await this.#db.put({ ...doc, note });
  }

  /** Calls back with the id and note of each activity that changes. */
  async onChange(callback) {
    this.#db
      .changes({ since: "now", live: true, include_docs: true })
      .on("change", (change) => callback(change.id, change.doc.note));
  }

  async firstPage(size) {
    const { rows } = await this.#db.query("screens/start", { limit: size, include_docs: true });
    return rows.map((row) => row.doc);
  }

  async search(prefix, size) {
    const found = { startkey: prefix, endkey: `${prefix}\uffff`, limit: size, include_docs: true };
    const { rows } = await this.#db.query("screens/words", found);
    return rows.map((row) => row.doc);
  }

  async close() {
    this.#feed?.cancel();
    await this.#db.close();
  }
}

/** So many connections that follow, with nothing of PouchDB behind them: what is measured is the server. */
export async function follow({ at, count }, heard) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const path = "/activities/_changes?feed=continuous&since=now&heartbeat=30000&include_docs=true";
  const open = () =>
    new Promise((resolve, reject) => {
      const [host, port] = at.split(":");
      const request = http.get({ agent, host, port, path }, (response) => {
        response.on("data", (chunk) => {
          if (chunk.includes('"id":')) heard();
        });
      });
      request.on("error", reject);
      // The server says nothing before there is something to say.
      request.on("finish", resolve);
    });
  for (let n = 0; n < count; n += 1) await open();
  await pause(2_000);
}
