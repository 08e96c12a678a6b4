import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** A process started by the harness. It ends with its standard input, so also if this process is killed. */
export class Started {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {}

  /** Starts what the arguments name and waits until it is ready. */
  static async start(...args: string[]): Promise<Started> {
    const program = process.env.USHER_HARNESS;
    if (!program) throw new Error('USHER_HARNESS says which executable starts servers and browsers');
    const child = spawn(program, args);
    const address = await new Promise<string>((resolve, reject) => {
      let [said, wrong] = ['', ''];
      child.stderr.on('data', (piece) => (wrong += String(piece)));
      child.stdout.on('data', (piece) => {
        said += String(piece);
        const ready = /^ready (.*)\n/.exec(said);
        if (ready) resolve(ready[1]);
      });
      child.once('error', reject).once('close', () => reject(new Error(`harness ${args[0]}: ${wrong}`)));
    });
    return new Started(address, child);
  }

  /** Ends it: a server is killed, as in a power cut; everything else stops gracefully. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await gone;
  }
}

/** Returns a loopback address that no process listens on. */
export async function freeAddress(): Promise<string> {
  return (await Started.start('address')).address;
}
