import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test as base } from '@playwright/test';
import type { APIRequestContext, APIResponse } from '@playwright/test';

import { Nginx } from '../../support/nginx';
import { Org } from '../../support/org';
import { Server } from '../../support/server';

const ORGS = (process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100').split(',');

interface Fixtures {
  org: Org;
  /** The proxy, not started yet. */
  nginx: Nginx;
  /** The proxy in front of a release server; its address is the app's. */
  front: Nginx;
  /** Makes a client of another user, with cookies of its own. */
  somebody: () => Promise<APIRequestContext>;
}

const test = base.extend<Fixtures>({
  org: async ({}, use, { parallelIndex }) => {
    const org = new Org(ORGS[parallelIndex]);
    await org.reset();
    await use(org);
  },

  nginx: async ({}, use, testInfo) => {
    const nginx = await Nginx.prepare(testInfo.outputPath('nginx'));
    await use(nginx);
    await nginx.stop();
  },

  front: async ({ org, nginx }, use, testInfo) => {
    const server = await Server.prepare(org.url, testInfo.outputPath('server'));
    try {
      await server.start({ USHER_PUBLIC_ORIGIN: nginx.url });
      await nginx.start(server.url);
      await use(nginx);
    } finally {
      await server.kill();
    }
  },

  somebody: async ({ playwright, nginx }, use) => {
    const people: APIRequestContext[] = [];
    await use(async () => {
      const headers = { 'sec-fetch-site': 'same-origin', 'x-usher': '1', accept: 'text/html' };
      const person = await playwright.request.newContext({ baseURL: nginx.url, extraHTTPHeaders: headers });
      people.push(person);
      return person;
    });
    for (const person of people) await person.dispose();
  },
});

async function signsIn(person: APIRequestContext, org: Org, username: string): Promise<void> {
  const submit = async (step: string, field: string, value: string): Promise<{ id: string; go: string }> => {
    const form = { step, [`answers[${field}]`]: value };
    const answer = await person.post('/api/sign-in/submit', { form, headers: { accept: 'application/json' } });
    return (await answer.json()) as { id: string; go: string };
  };
  const page = await (await person.get('/sign-in')).text();
  const first = /name="step" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const asked = await submit(first, 'identifier', username);
  expect((await submit(asked.id, 'credentials.passcode', (await org.mail(username)).code)).go).toBe('/');
}

/** Method and path of every route that the server prints, except signing out. */
function routes(): [string, string][] {
  const { USHER_SERVER, USHER_SITE } = process.env;
  if (!USHER_SERVER || !USHER_SITE) throw new Error('USHER_SERVER and USHER_SITE say which server to ask');
  const listed = execFileSync(USHER_SERVER, ['--routes'], { env: { LEPTOS_SITE_ROOT: USHER_SITE }, encoding: 'utf8' });
  const pairs = listed.trim().split('\n').map((line) => line.trim().split(/\s+/) as [string, string]);
  return pairs.filter(([, path]) => path !== '/api/sign-out');
}

/** Paths for which a careless server would send a page as if it were a file, in several spellings. */
const MISLEADING = ['/app/x.css', '/x.css', '/sign-in/x.css', '/sign-in.css', '/sign-in;x.css', '/sign-in%2fx.css', '/sign-in%3bx.css', '/;x.js', '/%2e%2e/x.css', '/pkg/x.css', '/pkg/usher.0000000000.css', '/pkg/..%2fsign-in'];
const QUERIES = ['/?x.css', '/sign-in?x.css', '/login/callback?otp=123456&state=x', '/nowhere'];

interface Seen {
  what: string;
  answer: APIResponse;
  body: string;
}

/** Requests every route, and paths without a route. */
async function crawls(person: APIRequestContext): Promise<Seen[]> {
  const seen: Seen[] = [];
  const others = [...MISLEADING, ...QUERIES].map((path): [string, string] => ['GET', path]);
  for (const [method, path] of [...routes(), ...others]) {
    const address = path.replace('*', 'none.css') + (path === '/api/sign-in/events' ? '?step=x' : '');
    const form = method === 'POST' ? { step: 'x', action: 'none', otp: '1', state: 'none' } : undefined;
    const answer = await person.fetch(address, { method, form, maxRedirects: 0, timeout: 10_000 });
    seen.push({ what: `${method} ${address}`, answer, body: await answer.text() });
  }
  return seen;
}

const hits = (seen: Seen[]): string[] => seen.filter(({ answer }) => answer.headers()['x-kept'] === 'HIT').map(({ what }) => what);

test('behind a proxy that keeps all it may, nobody gets anything of anybody else', { tag: ['@C9'] }, async ({ front, somebody, org }) => {
  await org.addPerson({ login: 'bob@example.com', firstName: 'Bob', lastName: 'Bernoulli' });
  const [ada, bob, nobody] = [await somebody(), await somebody(), await somebody()];
  await signsIn(ada, org, 'ada@example.com');
  await signsIn(bob, org, 'bob@example.com');
  const waiting = await somebody();
  await waiting.get('/sign-in');

  const adas = [...(await crawls(ada)), ...(await crawls(ada))];
  const others = [...(await crawls(bob)), ...(await crawls(nobody)), ...(await crawls(waiting))];
  expect(adas.find(({ what }) => what === 'GET /')?.body).toContain('ada@example.com');
  expect(others.find(({ what }) => what === 'GET /')?.body).toContain('bob@example.com');
  for (const { what, body, answer } of others) {
    expect(body, what).not.toMatch(/ada@example\.com|Lovelace/);
    expect(answer.headers()['set-cookie'] ?? '', what).not.toContain((await cookieOf(ada)) ?? '-');
  }
  for (const { what, answer } of [...adas, ...others]) {
    const { 'set-cookie': cookie, 'cache-control': cache = '' } = answer.headers();
    expect(cookie === undefined || cache.includes('no-store'), `${what} sets a cookie and may be kept`).toBe(true);
  }
  // The icon is the only cacheable route here; every client after the first gets it from the proxy.
  expect(new Set(hits([...adas, ...others]))).toEqual(new Set(['GET /favicon.svg', 'HEAD /favicon.svg']));
  for (const { what, answer } of adas) if (MISLEADING.some((path) => what === `GET ${path}`)) expect(answer.status(), what).toBe(404);
  expect(front.kept().filter((text) => /set-cookie|ada@example|bob@example/i.test(text))).toEqual([]);
});

async function cookieOf(person: APIRequestContext): Promise<string | undefined> {
  const { cookies } = await person.storageState();
  return cookies.find(({ name }) => name === 'usher')?.value;
}

test('files with a hash in their names come from the proxy the second time, to everybody, and bring no cookie', { tag: ['@C9'] }, async ({ front, somebody, org }) => {
  const [ada, nobody] = [await somebody(), await somebody()];
  await signsIn(ada, org, 'ada@example.com');
  const page = await (await nobody.get(`${front.url}/sign-in`)).text();
  const files = [...new Set(page.match(/\/pkg\/usher\.[\w-]+\.(css|js|wasm)/g))];
  expect(files).toHaveLength(3);
  for (const file of files) {
    const answers = [await ada.get(file), await ada.get(file), await nobody.get(file)];
    expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200]);
    expect(answers.map((answer) => answer.headers()['x-kept'])).toEqual(['MISS', 'HIT', 'HIT']);
    for (const answer of answers) {
      expect(answer.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers()).not.toHaveProperty('set-cookie');
    }
  }
});

test('in front of a careless server the same proxy hands one person the page of another', { tag: ['@C9'] }, async ({ nginx, somebody }) => {
  const careless = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'session=1' });
    response.end(`for ${String(request.headers.cookie)}`);
  });
  await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve));
  await nginx.start(`http://127.0.0.1:${(careless.address() as AddressInfo).port}`);
  const ask = async (name: string) => (await (await somebody()).get('/', { headers: { cookie: `session=${name}` } })).text();
  expect(await ask('ada')).toBe('for session=ada');
  expect(await ask('bob')).toBe('for session=ada');
  careless.closeAllConnections();
  careless.close();
});
