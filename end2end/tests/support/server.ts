import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** One line of the server's log. */
export interface LogLine {
  level: string;
  message: string;
  event: string;
}

/** A release server of one test, over a session file that outlives its restarts. */
export class Server {
  readonly url: string;
  #child: ChildProcess | undefined;
  /** What seals its sessions. */
  readonly key = randomBytes(32).toString('base64');

  private constructor(
    readonly port: number,
    private readonly org: string,
    readonly folder: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Chooses a port and a folder; starts nothing yet. */
  static async prepare(org: string, folder: string): Promise<Server> {
    mkdirSync(folder, { recursive: true });
    return new Server(await freePort(), org, folder);
  }

  /** Starts the server, with further settings or another build where a test needs them, and waits until it is ready. */
  async start(settings: Record<string, string> = {}, executable = process.env.USHER_SERVER): Promise<void> {
    const site = process.env.USHER_SITE;
    if (!executable || !site) throw new Error('USHER_SERVER and USHER_SITE say which server to start');
    const log = openSync(join(this.folder, 'server.log'), 'a');
    const child = spawn(executable, [], {
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env.PATH,
        OKTA_ISSUER: `${this.org}/oauth2/default`,
        OKTA_CLIENT_ID: 'usher-web',
        OKTA_CLIENT_SECRET: 'usher-web-local-secret',
        USHER_PUBLIC_ORIGIN: this.url,
        USHER_SESSION_STORE: `sqlite:${join(this.folder, 'sessions.sqlite3')}`,
        USHER_SESSION_KEY: this.key,
        LEPTOS_SITE_ADDR: `127.0.0.1:${this.port}`,
        LEPTOS_SITE_ROOT: site,
        USHER_LOG_FORMAT: 'json',
        USHER_LIMIT_FACTOR: '1000',
        USHER_HIDE_ACCOUNTS: 'false',
        USHER_ANSWER_FLOOR_MS: '0',
        ...settings,
      },
    });
    closeSync(log);
    this.#child = child;
    for (let tries = 0; tries < 200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the server ended by itself; see ${this.folder}`);
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      await pause(50);
    }
    throw new Error(`the server is not ready; see ${this.folder}`);
  }

  /** What the server has written to its log so far. */
  log(): LogLine[] {
    // What stands behind the last line end is still being written.
    const lines = readFileSync(join(this.folder, 'server.log'), 'utf8').split('\n').slice(0, -1);
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
  }

  /** Ends the server at once, as a power cut does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async restart(settings: Record<string, string> = {}, executable?: string): Promise<void> {
    await this.kill();
    await this.start(settings, executable);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      listener.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
