import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** A server, a proxy or a browser that the harness has started. It ends with its standard input, also where this process is killed. */
export class Started {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {}

  /** Starts what the arguments say and waits until it is ready. */
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

  /** Ends it: a server at once, as a power cut does, everything else well. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await gone;
  }
}

/** An address on loopback that nothing listens on. */
export async function freeAddress(): Promise<string> {
  return (await Started.start('address')).address;
}
