// Yjs with Hocuspocus: one document, in it a map of activities, each a map of its fields. A document an activity would
// be a room an activity on the server, which nobody does with thousands.
//
// Promise of persistence: the device keeps each update in LevelDB by y-leveldb, with no fsync. The server says that it has
// an update as soon as it has it in memory; Hocuspocus stores a document two seconds after a change, ten at most
// (its defaults), here by its database extension into LevelDB with fsync.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Database } from "@hocuspocus/extension-database";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Server } from "@hocuspocus/server";
import { ClassicLevel } from "classic-level";
import MiniSearch from "minisearch";
import WebSocket from "ws";
import { LeveldbPersistence } from "y-leveldb";
import * as Y from "yjs";
import { fold, wordsOf } from "../activities.js";
import { pause, progress } from "../control.js";

const ROOM = "activities";

export async function serve({ data }) {
  mkdirSync(data, { recursive: true });
  const store = new ClassicLevel(join(data, "documents"), { valueEncoding: "buffer" });
  const server = new Server({
    port: 0,
    address: "127.0.0.1",
    quiet: true,
    extensions: [
      new Database({
        fetch: async ({ documentName }) => (await store.get(documentName)) ?? null,
        store: ({ documentName, state }) => store.put(documentName, state, { sync: true }),
      }),
    ],
  });
  await server.listen();
  return { port: server.address.port, control: 0 };
}

export class Client {
  #doc;
  #store;
  #at;
  #provider;
  #written = Promise.resolve();
  #search;

  static async open({ home, at }) {
    const client = new Client();
    mkdirSync(home, { recursive: true });
    client.#at = at;
    client.#store = new LeveldbPersistence(join(home, "store"));
    client.#doc = await client.#store.getYDoc(ROOM);
    client.#doc.on("update", (update) => {
      client.#written = client.#store.storeUpdate(ROOM, update);
      progress(client.#activities.size);
    });
    return client;
  }

  get #activities() {
    return this.#doc.getMap("activities");
  }

  async create(activities) {
    const all = [];
    for await (const activity of activities) all.push(activity);
    // An update a hundred, as a form that imports would do.
    for (let at = 0; at < all.length; at += 100) {
      this.#doc.transact(() => {
        for (const { id, ...activity } of all.slice(at, at + 100)) {
          this.#activities.set(id, new Y.Map(Object.entries(activity)));
        }
      });
    }
    await this.#written;
  }

  async #connect() {
    if (this.#provider) return;
    this.#provider = await connected(this.#at, this.#doc);
  }

  async push() {
    await this.#connect();
    while (this.#provider.hasUnsyncedChanges) await pause(2);
    await this.#written;
  }

  async pull() {
    await this.push();
  }

  async catchUp() {
    await this.push();
  }

  async follow() {
    await this.push();
  }

  async load() {}

  async makeSearchable() {
    this.#search = new MiniSearch({ fields: ["text"], tokenize: fold, processTerm: (term) => term });
    for (const [id, activity] of this.#activities) {
      this.#search.add({ id, text: wordsOf(activity.toJSON()) });
    }
  }

  async count() {
    return this.#activities.size;
  }

  async ids() {
    return [...this.#activities.keys()].sort();
  }

  async note(id) {
    return this.#activities.get(id).get("note");
  }

  async edit(id, note) {
    this.#activities.get(id).set("note", note);
    await this.#written;
  }

  async onChange(callback) {
    this.#activities.observeDeep((events) => {
      for (const event of events) {
        if (event.path.length === 1) callback(event.path[0], event.target.get("note"));
      }
    });
  }

  async firstPage(size) {
    const all = [...this.#activities.values()];
    all.sort((a, b) => (a.get("start") < b.get("start") ? -1 : 1));
    return all.slice(0, size).map((activity) => activity.toJSON());
  }

  async search(prefix, size) {
    const hits = this.#search.search(prefix, { prefix: true }).slice(0, size);
    return hits.map((hit) => this.#activities.get(hit.id).toJSON());
  }

  async close() {
    await this.#written;
    this.#provider?.destroy();
    this.#provider?.configuration.websocketProvider.destroy();
    await this.#store.destroy();
  }
}

async function connected(at, document) {
  const websocketProvider = new HocuspocusProviderWebsocket({ url: `ws://${at}`, WebSocketPolyfill: WebSocket });
  const provider = new HocuspocusProvider({ websocketProvider, name: ROOM, document });
  provider.attach();
  await new Promise((resolve) => {
    if (provider.isSynced) resolve();
    else provider.on("synced", resolve);
  });
  return provider;
}

/** So many documents, each with a connection. */
export async function follow({ at, count }, heard) {
  for (let n = 0; n < count; n += 1) {
    const doc = new Y.Doc();
    await connected(at, doc);
    doc.on("update", () => heard());
  }
}
