import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Started, freeAddress } from './harness';

/** A proxy that keeps whatever it may: only `Cache-Control` and `Expires` hold it back, and it knows nobody's cookie. */
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

  /** The first lines of everything that it keeps: the answers' heads, and their bodies where they are small. */
  kept(): string[] {
    return readdirSync(join(this.folder, 'kept')).map((file) => readFileSync(join(this.folder, 'kept', file), 'latin1'));
  }

  async stop(): Promise<void> {
    await this.#started?.end();
  }
}
