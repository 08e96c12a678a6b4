import type { Readable } from 'node:stream';

import { freePort } from '../server';
import { Driver, Refusal, overHttp } from './driver';
import { Home, eventually } from './process';

/** WebKitGTK's own small browser on a screen that nobody sees, driven by W3C WebDriver. */
export async function webkit(scripted: boolean): Promise<Driver> {
  const home = new Home();
  try {
    const screen = home.start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
    const display = await new Promise<string>((resolve, reject) => {
      (screen.stdio[3] as Readable).once('data', (number) => resolve(`:${String(number).trim()}`));
      screen.once('error', reject).once('exit', () => reject(new Error('Xvfb ended')));
    });
    const port = await freePort();
    const program = process.env.USHER_WEBKIT_DRIVER ?? 'WebKitWebDriver';
    home.start(program, [`--port=${port}`, '--host=127.0.0.1'], { DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' });
    const url = `http://127.0.0.1:${port}`;
    await eventually(program, async () => (await fetch(`${url}/status`)).ok || undefined);
    const args = ['--automation', `--enable-javascript=${scripted ? 'TRUE' : 'FALSE'}`, '--javascript-can-open-windows-automatically=TRUE'];
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { args } } };
    const { sessionId } = (await ask('POST', `${url}/session`, { capabilities })) as { sessionId: string };
    const session = `${url}/session/${sessionId}`;
    return new Driver(
      (command, parameters) => {
        const { method, path, body } = overHttp(command, parameters);
        return ask(method, session + path, body);
      },
      async () => {
        await ask('DELETE', session, {}).catch(() => {});
        await home.leave();
      },
    );
  } catch (error) {
    await home.leave();
    throw error;
  }
}

async function ask(method: string, url: string, body: object): Promise<unknown> {
  const answer = await fetch(url, { method, body: method === 'POST' ? JSON.stringify(body) : undefined, signal: AbortSignal.timeout(10_000) });
  const { value } = (await answer.json()) as { value: unknown };
  if (answer.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Refusal(error, message);
}
