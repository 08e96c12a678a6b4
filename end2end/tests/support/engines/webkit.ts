import { Started } from '../harness';
import { Driver, Refusal, overHttp } from './driver';

/** WebKitGTK's MiniBrowser on a virtual screen, driven by W3C WebDriver. */
export async function webkit(scripted: boolean): Promise<Driver> {
  const started = await Started.start('webkit');
  try {
    const url = `http://${started.address}`;
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
        await started.end();
      },
    );
  } catch (error) {
    await started.end();
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
