import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';

const WIDGET = dirname(createRequire(import.meta.url).resolve('@okta/okta-signin-widget/package.json'));

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The code of an application that uses Okta's widget: configure it, show it, take the tokens. */
function start(issuer: string, redirectUri: string): string {
  return `
    const arrived = new URLSearchParams(location.search);
    const widget = new OktaSignIn({
      issuer: ${JSON.stringify(issuer)},
      clientId: 'usher-spa',
      redirectUri: ${JSON.stringify(redirectUri)},
      scopes: ['openid', 'profile', 'email', 'offline_access'],
      assets: { baseUrl: '/widget' },
      ...(arrived.has('otp') ? { otp: arrived.get('otp'), state: arrived.get('state') } : {}),
    });
    widget.showSignInToGetTokens({ el: '#widget' }).then(
      (tokens) => {
        widget.remove();
        const output = document.createElement('output');
        output.setAttribute('aria-label', 'Tokens');
        output.textContent = JSON.stringify(tokens);
        document.body.append(output);
      },
      (error) => console.error('the widget failed: ' + error),
    );`;
}

export interface WidgetSite {
  url: string;
  close: () => Promise<void>;
}

/** An application on another host than the org's, with the widget from its package. */
export async function widgetSite(org: string): Promise<WidgetSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Buffer, status = 200) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    };
    if (pathname === '/' || pathname === '/login/callback') {
      send('text/html; charset=utf-8', page(start(`${org}/oauth2/default`, `${url}/login/callback`)));
      return;
    }
    const file = normalize(join(WIDGET, 'dist', pathname.replace(/^\/widget\//, '')));
    if (!pathname.startsWith('/widget/') || !file.startsWith(join(WIDGET, 'dist') + sep)) {
      send('text/plain', 'no such file\n', 404);
      return;
    }
    readFile(file).then(
      (body) => send(TYPES[extname(file)] ?? 'application/octet-stream', body),
      () => send('text/plain', 'no such file\n', 404),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(script: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>An app with Okta's widget</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/widget/css/okta-sign-in.min.css">
<div id="widget"></div>
<script src="/widget/js/okta-sign-in.min.js"></script>
<script>${script}</script>
</html>`;
}
