import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Started, freeAddress } from './harness';

/** A shared cache: only `Cache-Control` and `Expires` prevent caching, and it ignores cookies. */
export class Nginx {
  readonly url: string;
  #started: Started | undefined;

  private constructor(
    private readonly address: string,
    readonly folder: string,
  ) {
    this.url = `http://${address}`;
  }

  static async prepare(folder: string): Promise<Nginx> {
    mkdirSync(folder, { recursive: true });
    return new Nginx(await freeAddress(), folder);
  }

  /** Starts in front of a server and waits until it listens. */
  async start(server: string): Promise<void> {
    this.#started = await Started.start('nginx', '--address', this.address, '--server', server, '--folder', this.folder);
  }

  /** Returns the start of every cached response: its head, and its body if that is small. */
  kept(): string[] {
    return readdirSync(join(this.folder, 'kept')).map((file) => readFileSync(join(this.folder, 'kept', file), 'latin1'));
  }

  async stop(): Promise<void> {
    await this.#started?.end();
  }
}
