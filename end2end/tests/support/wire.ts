import { createServer, request as ask } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that arrived, and whether its response was forwarded. */
export interface Arrival {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** A page on its way to the browser. */
export interface Page {
  headers: IncomingHttpHeaders;
  markup: string;
}

/** When a connection breaks: before the request arrives, or before its response does. */
export type Loss = 'before it arrives' | 'after it has worked';

/** A proxy between browsers and a server, which records requests and breaks connections on command. */
export class Wire {
  readonly arrivals: Arrival[] = [];
  #loss: { path: string; when: Loss } | undefined;
  #server = '';
  #change: ((page: Page) => Page) | undefined;

  private constructor(
    readonly url: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async lay(): Promise<Wire> {
    const sockets = new Set<Socket>();
    const listener = createServer((request, response) => wire.#pass(request, response));
    // WebSocket is not used here, but an attempt is recorded.
    listener.on('upgrade', (request, socket) => {
      wire.#note(request);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    });
    listener.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const wire: Wire = new Wire(`http://127.0.0.1:${port}`, () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    });
    return wire;
  }

  /** Sets the server behind the proxy. */
  leadTo(server: string): void {
    this.#server = server;
  }

  /** Loses the next POST to a path. */
  lose(path: string, when: Loss): void {
    this.#loss = { path, when };
  }

  /** Changes every page that passes from now on. */
  change(change: (page: Page) => Page): void {
    this.#change = change;
  }

  /** Whether the planned loss has occurred. */
  get hasLost(): boolean {
    return this.#loss === undefined;
  }

  async cut(): Promise<void> {
    await this.close();
  }

  #note(request: IncomingMessage): void {
    const { method = '', url = '', headers } = request;
    this.arrivals.push({ method, path: url, headers });
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request);
    const loss = request.method === 'POST' && request.url === this.#loss?.path ? this.#loss.when : undefined;
    if (loss) this.#loss = undefined;
    if (loss === 'before it arrives') {
      request.socket.destroy();
      return;
    }
    const headers: IncomingHttpHeaders = { ...request.headers, connection: 'close' };
    const change = this.#change;
    if (change) delete headers['accept-encoding'];
    const onward = ask(`${this.#server}${request.url}`, { method: request.method, headers });
    onward.on('response', (answer) => {
      if (loss) {
        answer.resume();
        answer.once('end', () => request.socket.destroy());
        return;
      }
      if (change && answer.headers['content-type']?.startsWith('text/html')) {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', () => {
          const page = change({ headers: { ...answer.headers }, markup: Buffer.concat(chunks).toString() });
          delete page.headers['content-length'];
          response.writeHead(answer.statusCode ?? 502, { ...page.headers, connection: 'close' });
          response.end(page.markup);
        });
        return;
      }
      // With a connection per response, the browser cannot silently resend a request.
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' });
      response.flushHeaders();
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }
}
