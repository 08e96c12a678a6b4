import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on a host of another name: another site in the eyes of a browser, although it is this machine. */
export interface OtherSite {
  url: string;
  close: () => Promise<void>;
}

export async function otherSite(html: string): Promise<OtherSite> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en">${html}</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
