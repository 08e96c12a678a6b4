import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { Started } from '../harness';
import { Driver, Refusal, inMarionette } from './driver';

/** A Firefox with a profile of its own, driven by Marionette, to which geckodriver translates WebDriver. */
export async function firefox(scripted: boolean): Promise<Driver> {
  const started = await Started.start('firefox', ...(scripted ? [] : ['--without-javascript']));
  try {
    const marionette = await Marionette.at(Number(started.address.split(':')[1]));
    await marionette.call('WebDriver:NewSession', {});
    return new Driver(
      (command, parameters) => marionette.call(inMarionette(command), parameters),
      () => {
        marionette.hangUp();
        return started.end();
      },
    );
  } catch (error) {
    await started.end();
    throw error;
  }
}

type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: unknown];

/** Messages of the form `LENGTH:JSON`; a call and its response have the same number. */
class Marionette {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #read = Buffer.alloc(0);
  #calls = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const [id, answer] of this.#waiting) answer([1, id, { error: 'gone', message: 'Firefox has ended' }, null]);
    });
  }

  static at(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Marionette(socket)));
      socket.once('error', reject);
    });
  }

  async call(name: string, parameters: object): Promise<unknown> {
    const id = (this.#calls += 1);
    const [, , error, result] = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      const message = JSON.stringify([0, id, name, parameters]);
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
    this.#waiting.delete(id);
    if (error) throw new Refusal(error.error, error.message);
    // Some results are wrapped, others are not.
    return result && typeof result === 'object' && 'value' in result ? result.value : result;
  }

  hangUp(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#read = Buffer.concat([this.#read, chunk]);
    for (;;) {
      const colon = this.#read.indexOf(':');
      const end = colon + 1 + Number(this.#read.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.#read.length < end) return;
      const message = JSON.parse(this.#read.subarray(colon + 1, end).toString()) as Answer | object;
      this.#read = this.#read.subarray(end);
      // The greeting is not a response.
      if (Array.isArray(message)) this.#waiting.get((message as Answer)[1])?.(message as Answer);
    }
  }
}
