import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

import type { Piece } from './canary';

/** Collected texts without duplicates, because pages share most of their strings and files. */
export class Evidence {
  readonly pieces: Piece[] = [];
  readonly #seen = new Set<string>();
  readonly #strings = new Set<string>();

  add(...pieces: Piece[]): void {
    for (const piece of pieces) {
      if (piece.text === '' || this.#seen.has(piece.text)) continue;
      this.#seen.add(piece.text);
      this.pieces.push(piece);
    }
  }

  /** Collects a page and its memories. */
  async look(page: Page, moment: string): Promise<void> {
    this.add(...(await look(page, moment)));
    const fresh = (await readHeap(page)).filter((text) => !this.#strings.has(text) && this.#strings.add(text));
    this.add({ place: `page, ${moment}: heap of the scripts`, text: fresh.join('\n') });
  }
}

/** Keeps the memory of every WebAssembly module that a page starts. */
export async function watchMemories(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    const keep = (instance: WebAssembly.Instance) => {
      for (const value of Object.values(instance.exports)) {
        if (value instanceof WebAssembly.Memory) memories.push(value);
      }
    };
    const { instantiate, instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...args) => {
      const made = await instantiateStreaming(...args);
      keep(made.instance);
      return made;
    };
    WebAssembly.instantiate = (async (...args: Parameters<typeof instantiate>) => {
      const made = (await instantiate(...args)) as unknown as WebAssembly.WebAssemblyInstantiatedSource | WebAssembly.Instance;
      keep(made instanceof WebAssembly.Instance ? made : made.instance);
      return made;
    }) as unknown as typeof instantiate;
  });
}

/** Collects the console messages of pages. */
export function hearConsole(context: BrowserContext, evidence: Evidence): void {
  context.on('console', (message) => evidence.add({ place: 'console', text: message.text() }));
  context.on('weberror', (error) => evidence.add({ place: 'console', text: String(error.error().stack) }));
}

/** Returns everything that a script in the page could read. */
async function look(page: Page, moment: string): Promise<Piece[]> {
  const shown = await page.evaluate(async () => {
    const databases = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(`${name} does not open`));
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise((resolve, reject) => {
          const asking = database.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
          asking.onerror = () => reject(new Error(`${store} cannot be read`));
        });
        databases.push({ name, store, values });
      }
      database.close();
    }
    const caches = [];
    for (const name of await window.caches.keys()) {
      for (const request of await (await window.caches.open(name)).keys()) {
        const answer = await (await window.caches.open(name)).match(request);
        caches.push({ name, url: request.url, text: await answer?.text() });
      }
    }
    return {
      markup: document.documentElement.outerHTML,
      'the address bar': location.href,
      addresses: performance.getEntries().map(({ name }) => name),
      history: history.state,
      referrer: document.referrer,
      'cookies that scripts see': document.cookie,
      'local storage': { ...localStorage },
      'session storage': { ...sessionStorage },
      'indexed databases': databases,
      caches,
      'name of the window': window.name,
    };
  });
  const pieces = Object.entries(shown).map(([what, value]) => ({
    place: `page, ${moment}: ${what}`,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  const memories = await readMemories(page);
  for (const text of memories) pieces.push({ place: `page, ${moment}: memory of the WebAssembly`, text });
  return pieces;
}

/** Returns the memories of the page's WebAssembly, as Latin-1. */
async function readMemories(page: Page): Promise<string[]> {
  const encoded = await page.evaluate(() =>
    (window as unknown as { memories?: WebAssembly.Memory[] }).memories?.map(({ buffer }) => {
      let text = '';
      const bytes = new Uint8Array(buffer);
      for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
      return btoa(text);
    }),
  );
  return (encoded ?? []).map((text) => Buffer.from(text, 'base64').toString('latin1'));
}

/** Returns all strings on the heap of the page's scripts, as a debugger sees them. */
async function readHeap(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings;
}

interface Har {
  log: { entries: HarEntry[] };
}

interface HarHeader {
  name: string;
  value: string;
}

interface HarEntry {
  request: { method: string; url: string; headers: HarHeader[]; postData?: { text?: string } };
  response: { headers: HarHeader[]; content: { text?: string; encoding?: string } };
}

/** Returns the traffic between the browser and one origin, from the archive that the browser wrote. */
export function readArchive(file: string, origin: string): Piece[] {
  const { log } = JSON.parse(readFileSync(file, 'utf8')) as Har;
  const pieces: Piece[] = [];
  for (const { request, response } of log.entries) {
    const url = new URL(request.url);
    if (url.origin !== origin) continue;
    const place = `network, ${request.method} ${url.pathname}`;
    const lines = (headers: HarHeader[], cookies: boolean) =>
      headers
        .filter(({ name }) => /^(set-)?cookie$/i.test(name) === cookies)
        .map(({ name, value }) => `${name}: ${value}`)
        .join('\n');
    const { text = '', encoding } = response.content;
    const all = {
      address: url.href,
      'sent headers': lines(request.headers, false),
      'sent cookies': lines(request.headers, true),
      sent: request.postData?.text ?? '',
      'answered headers': lines(response.headers, false),
      'answered cookies': lines(response.headers, true),
      answered: encoding === 'base64' ? Buffer.from(text, 'base64').toString('latin1') : text,
    };
    for (const [what, value] of Object.entries(all)) pieces.push({ place: `${place}: ${what}`, text: value });
  }
  return pieces;
}

/** Returns every file of a folder whose name matches. */
export function readFiles(folder: string, name: RegExp): Piece[] {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => ({ place: `file ${file}`, text: readFileSync(join(folder, file), 'latin1') }));
}
