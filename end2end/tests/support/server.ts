import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Started, freeAddress } from './harness';

/** One line of the server's log. */
export interface LogLine {
  level: string;
  message: string;
  event: string;
}

/** A release server of one test, with a session file that survives its restarts. */
export class Server {
  readonly url: string;
  /** The key that seals its sessions. */
  readonly key = randomBytes(32).toString('base64');
  #started: Started | undefined;

  private constructor(
    readonly address: string,
    private readonly org: string,
    readonly folder: string,
  ) {
    this.url = `http://${address}`;
  }

  /** Chooses an address and makes a folder; starts nothing yet. */
  static async prepare(org: string, folder: string): Promise<Server> {
    mkdirSync(folder, { recursive: true });
    return new Server(await freeAddress(), org, folder);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Starts the server, with further settings or another build, and waits until it is ready. */
  async start(settings: Record<string, string> = {}, executable?: string): Promise<void> {
    const environment = Object.entries({ USHER_SESSION_KEY: this.key, ...settings }).map(([name, value]) => `${name}=${value}`);
    const program = executable === undefined ? [] : ['--program', executable];
    const place = ['--address', this.address, '--org', this.org, '--folder', this.folder];
    this.#started = await Started.start('server', ...program, ...place, ...environment);
  }

  /** Returns the server's log so far. */
  log(): LogLine[] {
    // The text after the last line end is still being written.
    const lines = readFileSync(join(this.folder, 'server.log'), 'utf8').split('\n').slice(0, -1);
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
  }

  /** Kills the server, as in a power cut. */
  async kill(): Promise<void> {
    await this.#started?.end();
    this.#started = undefined;
  }

  async restart(settings: Record<string, string> = {}, executable?: string): Promise<void> {
    await this.kill();
    await this.start(settings, executable);
  }
}
