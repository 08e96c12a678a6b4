import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A folder that takes the place of a home, for as long as a browser runs. */
export class Home {
  readonly path = mkdtempSync(join(tmpdir(), 'usher-engine-'));
  readonly #children: ChildProcess[] = [];

  readonly #onExit = () => this.#end('SIGKILL');

  constructor() {
    process.once('exit', this.#onExit);
  }

  /** Starts a program, at the head of a group of its own, that knows nothing of its caller but PATH. */
  start(program: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
      env: { PATH: process.env.PATH, HOME: this.path, XDG_RUNTIME_DIR: this.path, NO_AT_BRIDGE: '1', ...env },
    });
    // What cannot be started is missed by whoever waits for it.
    child.on('error', () => {});
    this.#children.push(child);
    return child;
  }

  /** Ends what was started with all its children, and takes the folder away. */
  async leave(): Promise<void> {
    this.#end('SIGTERM');
    const gone = this.#children.map((child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve)));
    await Promise.race([Promise.all(gone), pause(3000)]);
    this.#end('SIGKILL');
    process.off('exit', this.#onExit);
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #end(name: NodeJS.Signals): void {
    for (const { pid } of this.#children) if (pid !== undefined) signal(pid, name);
  }
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // All of it has ended.
  }
}

/** Asks until there is an answer. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await pause(50);
  }
  throw new Error(`${what} does not start`);
}
