import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on another host name of this machine, which a browser treats as another site. */
export interface OtherSite {
  url: string;
  /** The paths that were actually requested, independently of what the browser reports. */
  asked: string[];
  close: () => Promise<void>;
}

export async function otherSite(html: string): Promise<OtherSite> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en">${html}</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
