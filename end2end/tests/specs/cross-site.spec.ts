import type { Page } from '@playwright/test';

import { expect, test } from '../support/fixtures';
import type { Arrival, Wire } from '../support/wire';

const both = { tag: '@no-javascript' };

/** Ways in which a page of another site can make a browser ask this one; each asks for an address that names it. */
const WAYS: Record<string, (to: string) => string> = {
  picture: (to) => `<img alt="" src="${to}">`,
  frame: (to) => `<iframe title="app" src="${to}"></iframe>`,
  'frame without an origin': (to) => `<iframe title="app" sandbox="allow-scripts" src="${to}"></iframe>`,
  script: (to) => `<script src="${to}"></script>`,
  'script that is imported': (to) => `<script type="module">import(${JSON.stringify(to)}).catch(() => {})</script>`,
  'style sheet': (to) => `<link rel="stylesheet" href="${to}">`,
  'link that is fetched ahead': (to) => `<link rel="prefetch" href="${to}">`,
  object: (to) => `<object data="${to}"></object>`,
  video: (to) => `<video src="${to}"></video>`,
  'fetch with credentials': (to) => `<script>fetch(${JSON.stringify(to)}, { mode: 'no-cors', credentials: 'include' })</script>`,
  'fetch that asks first': (to) =>
    `<script>fetch(${JSON.stringify(to)}, { credentials: 'include', headers: { 'x-usher': '1' } }).catch(() => {})</script>`,
  'post by fetch': (to) =>
    `<script>fetch(${JSON.stringify(to)}, { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'a=b' })</script>`,
  beacon: (to) => `<script>navigator.sendBeacon(${JSON.stringify(to)}, 'a=b')</script>`,
  'event stream': (to) => `<script>new EventSource(${JSON.stringify(to)}, { withCredentials: true })</script>`,
  'web socket': (to) => `<script>new WebSocket(${JSON.stringify(to.replace('http', 'ws'))})</script>`,
  'form into a frame': (to) =>
    `<iframe title="target" name="target"></iframe><form method="post" target="target" action="${to}"></form><script>document.forms[0].submit()</script>`,
  'form as a page': (to) => `<form method="post" action="${to}"></form><script>document.forms[0].submit()</script>`,
  'form that reads': (to) => `<form action="${to}"><input name="via" value="WAY"></form><script>document.forms[0].submit()</script>`,
  link: (to) => `<a href="${to}">go</a><script>document.links[0].click()</script>`,
  'window that is opened': (to) => `<a href="${to}" target="_blank" rel="opener">go</a><script>document.links[0].click()</script>`,
  'page that moves on': (to) => `<meta http-equiv="refresh" content="0;url=${to}">`,
};

const arrivedBy = (wire: Wire, way: string): Arrival[] => {
  const via = new URLSearchParams({ via: way }).toString();
  return wire.arrivals.filter(({ path }) => path.includes(via));
};

test('no request that another site causes carries a cookie', async ({ person, wire, otherSite, complaints, context }) => {
  test.setTimeout(60_000);
  // Each of these requests is refused, or its answer is, in one way or another.
  complaints.expect(/./);
  const visitor = person.at(wire.url);
  await visitor.signsIn();
  const cookies = (await context.cookies(wire.url)).map(({ name, sameSite }) => `${name} ${sameSite}`);
  expect(cookies).toEqual(expect.arrayContaining(['usher Strict', 'usher-device Strict']));
  expect(cookies.filter((cookie) => !cookie.endsWith(' Strict'))).toEqual([]);
  for (const [way, html] of Object.entries(WAYS)) {
    const page = await context.newPage();
    const address = `${wire.url}/sign-in?${new URLSearchParams({ via: way }).toString()}`;
    await page.goto(await otherSite(`<title>Elsewhere</title><body>${html(address).replace('WAY', way)}</body>`));
    await expect.poll(() => arrivedBy(wire, way).length, `a ${way} arrives`).toBeGreaterThan(0);
    for (const other of context.pages()) if (other !== visitor.page) await other.close();
    const [first] = arrivedBy(wire, way);
    expect(first.headers.cookie, `the cookies of a ${way}`).toBeUndefined();
    const foreign = arrivedBy(wire, way).filter(({ headers }) => headers['sec-fetch-site'] !== 'same-origin');
    expect(foreign.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
  }
  await visitor.opens('/');
  await visitor.isGreeted();
  const own = wire.arrivals.filter(({ headers }) => headers['sec-fetch-site'] === 'none').at(-1);
  expect(own?.headers.cookie, 'this site itself gets them').toContain('usher=');
});

/** The documents that were asked for at an address. */
function documents(wire: Wire, path: string): { site: unknown; cookie: boolean }[] {
  return wire.arrivals
    .filter((arrival) => arrival.method === 'GET' && arrival.path === path && arrival.headers['sec-fetch-dest'] === 'document')
    .map(({ headers }) => ({ site: headers['sec-fetch-site'], cookie: headers.cookie?.includes('usher=') ?? false }));
}

async function arrives(page: Page, from: string): Promise<void> {
  await page.goto(from);
  await page.getByRole('link', { name: 'To the app' }).click();
}

test('who comes from another site is signed in after one more request, without doing anything', both, async ({ person, page, wire, otherSite }) => {
  const visitor = person.at(wire.url);
  await visitor.signsIn();
  await arrives(page, await otherSite(`<title>Elsewhere</title><a href="${wire.url}/?from=elsewhere">To the app</a>`));
  await expect(visitor.title(/^Hello/)).toBeVisible();
  expect(documents(wire, '/?from=elsewhere')).toEqual([
    { site: 'cross-site', cookie: false },
    { site: 'same-origin', cookie: true },
  ]);
});

test('who comes from another site for the first time is led round once and no more', both, async ({ person, page, wire, otherSite }) => {
  const visitor = person.at(wire.url);
  await arrives(page, await otherSite(`<title>Elsewhere</title><a href="${wire.url}/sign-in?from=elsewhere">To the app</a>`));
  await expect(visitor.username).toBeVisible();
  await visitor.isAwake();
  expect(documents(wire, '/sign-in?from=elsewhere')).toEqual([
    { site: 'cross-site', cookie: false },
    { site: 'same-origin', cookie: false },
  ]);
});

test('a link in the web page of a mailbox arrives after one more request', both, async ({ person, wire, otherSite, org }) => {
  const visitor = person.at(wire.url);
  const mail = await visitor.asksForCode();
  const tab = await visitor.newTab();
  await arrives(tab.page, await otherSite(`<title>Mail</title><a href="${mail.link}">To the app</a>`));
  await tab.continues();
  await tab.isGreeted();
  const callback = wire.arrivals.filter(({ path }) => path.startsWith('/login/callback'));
  expect(callback.map(({ headers }) => headers['sec-fetch-site'])).toEqual(['cross-site', 'same-origin']);
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});
