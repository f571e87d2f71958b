// automerge-repo with its WebSocket server: a document an activity, and one that lists them, whose URL is what a
// newcomer is told. Texts are immutable strings, which load several times faster than collaborative ones.
//
// Promise of persistence: `NodeFSStorageAdapter` writes a file a change or save, without fsync, within 100 ms of a
// change; `flush` waits for the files. The server acknowledges nothing.

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { ImmutableString, Repo } from "@automerge/automerge-repo";
import { WebSocketClientAdapter, WebSocketServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import MiniSearch from "minisearch";
import { WebSocketServer } from "ws";
import { fold, wordsOf } from "../activities.js";
import { answer, heldByServer, pause, progress } from "../control.js";

const KEEP_ALIVE_MS = 300_000;

export async function serve({ data }) {
  mkdirSync(data, { recursive: true });
  const server = http.createServer();
  const socket = new WebSocketServer({ server });
  const repo = new Repo({
    // By its own five seconds it hangs up on a client that is busy taking hundreds of documents, which then fails.
    network: [new WebSocketServerAdapter(socket, KEEP_ALIVE_MS)],
    storage: new NodeFSStorageAdapter(data),
    peerId: `server-${randomUUID()}`,
    // As the sync server of the project itself does: documents go to whoever asks for them.
    sharePolicy: async () => false,
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const marked = (note) =>
    Object.values(repo.handles).filter((handle) => handle.isReady() && handle.doc().note === note).length;
  return { port: server.address().port, control: await answer(marked) };
}

const INDEX = "index.url";

export class Client {
  #repo;
  #adapter;
  #home;
  #control;
  #index;
  #handles = new Map();
  #told = new Set();
  #search;
  #callback;

  static async open({ home, at, control, index }) {
    const client = new Client();
    mkdirSync(home, { recursive: true });
    client.#home = home;
    client.#control = control;
    client.#adapter = at && new WebSocketClientAdapter(`ws://${at}`);
    client.#adapter?.on("message", (message) => client.#told.add(message.documentId));
    client.#repo = new Repo({
      network: client.#adapter ? [client.#adapter] : [],
      storage: new NodeFSStorageAdapter(join(home, "store")),
    });
    if (index) writeFileSync(join(home, INDEX), index);
    return client;
  }

  /** The URL of the list, by which others find everything. */
  get index() {
    return readFileSync(join(this.#home, INDEX), "utf8");
  }

  async create(activities) {
    const items = {};
    for await (const { id, start, ...activity } of activities) {
      const handle = this.#repo.create(immutable({ start, ...activity }));
      this.#handles.set(id, handle);
      items[id] = { url: new ImmutableString(handle.url), start: new ImmutableString(start) };
      // Its network and its disk want to be let in between.
      if (this.#handles.size % 100 === 0) await pause(0);
    }
    this.#index = this.#repo.create({ items });
    writeFileSync(join(this.#home, INDEX), this.#index.url);
    await this.#repo.flush();
  }

  async push(note, count) {
    await heldByServer(this.#control, note, count);
  }

  /** All documents of the list, from the store or the server, and on disk. */
  async pull() {
    await this.#repo.networkSubsystem.whenReady();
    this.#index = await this.#repo.find(this.index);
    await this.#findAll();
    await this.#repo.flush();
  }

  /** All documents of the store, each compared with the server's. */
  async catchUp() {
    await this.pull();
    const all = [this.#index, ...this.#handles.values()];
    while (all.some((handle) => !this.#told.has(handle.documentId))) await pause(5);
  }

  async follow() {
    await this.catchUp();
  }

  async load() {
    if (!this.#index) {
      this.#index = await this.#repo.find(this.index);
      await this.#findAll();
    }
  }

  async #findAll() {
    const items = Object.entries(this.#index.doc().items);
    const find = async ([id, { url }]) => {
      const handle = await this.#repo.find(String(url.val ?? url));
      this.#handles.set(id, handle);
      progress(this.#handles.size);
    };
    await Promise.all(items.filter(([id]) => !this.#handles.has(id)).map(find));
    if (this.#callback) this.onChange(this.#callback);
  }

  async makeSearchable() {
    this.#search = new MiniSearch({ fields: ["text"], tokenize: fold, processTerm: (term) => term });
    for (const [id, handle] of this.#handles) {
      this.#search.add({ id, text: wordsOf(plain(handle.doc())) });
    }
  }

  async count() {
    return this.#handles.size;
  }

  async ids() {
    return [...this.#handles.keys()].sort();
  }

  async note(id) {
    return this.#handles.get(id).doc().note;
  }

  async edit(id, note) {
    this.#handles.get(id).change((doc) => {
      doc.note = note;
    });
  }

  async onChange(callback) {
    this.#callback = callback;
    for (const [id, handle] of this.#handles) handle.on("change", ({ doc }) => callback(id, doc.note));
  }

  /** The list sorted, and twenty documents of it. */
  async firstPage(size) {
    const index = await this.#repo.find(this.index);
    const items = Object.values(index.doc().items).map(plain);
    items.sort((a, b) => (a.start < b.start ? -1 : 1));
    return Promise.all(items.slice(0, size).map(async ({ url }) => (await this.#repo.find(url)).doc()));
  }

  async search(prefix, size) {
    const hits = this.#search.search(prefix, { prefix: true }).slice(0, size);
    return hits.map((hit) => this.#handles.get(hit.id).doc());
  }

  async close() {
    await this.#repo.flush();
    this.#adapter?.disconnect();
  }
}

/** So many repositories without a store, each with one document. */
export async function follow({ at, index, count }, heard) {
  for (let n = 0; n < count; n += 1) {
    const repo = new Repo({ network: [new WebSocketClientAdapter(`ws://${at}`)] });
    const list = await repo.find(index);
    const first = Object.entries(list.doc().items).sort(([a], [b]) => (a < b ? -1 : 1))[0];
    const handle = await repo.find(plain(first[1]).url);
    handle.on("change", () => heard());
  }
}

/** A value whose texts Automerge keeps as scalars. */
function immutable(value) {
  if (typeof value === "string") return new ImmutableString(value);
  if (Array.isArray(value)) return value.map(immutable);
  if (value && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === "note" ? inner : immutable(inner)]),
    );
  }
  return value;
}

/** A value as it was before. */
function plain(value) {
  if (value instanceof ImmutableString) return value.val;
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}
