import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from '../../support/engines/fixtures';
import { WAYS, arrivedBy, asking } from '../../support/ways';
import type { Wire } from '../../support/wire';

/** Ways in which a browser sends no request; WebKit opens no windows while it is driven. */
const NEVER: Record<string, string[]> = { firefox: [], webkit: ['link that is fetched ahead', 'window that is opened'] };

/** Waits for a request, at most a second and a half. */
async function arrives(way: string, wire: Wire): Promise<void> {
  for (let tries = 0; tries < 30 && arrivedBy(wire, way).length === 0; tries += 1) await pause(50);
}

test('no request that another site causes carries a cookie', { tag: ['@C2'] }, async ({ visitor, app, elsewhere, engine }) => {
  test.setTimeout(120_000);
  app.tolerates('frame-ancestors');
  const { browser } = visitor;
  const { wire } = app;
  await visitor.signsIn();
  const [home] = await browser.tabs();
  const silent: string[] = [];
  for (const way of WAYS) {
    await browser.newTab();
    await browser.open(await elsewhere(asking(way, app.url)));
    await arrives(way, wire);
    const foreign = arrivedBy(wire, way).filter(({ headers }) => headers['sec-fetch-site'] !== 'same-origin');
    if (foreign.length === 0) silent.push(way);
    expect(foreign.filter(({ headers }) => headers.cookie !== undefined), `the cookies of a ${way}`).toEqual([]);
    await browser.keepOnly(home);
  }
  expect(silent).toEqual(NEVER[engine]);
  await visitor.opens('/');
  await visitor.isGreeted();
  const own = wire.arrivals.filter(({ path }) => path === '/').at(-1);
  expect(own?.headers.cookie, 'this site itself gets them').toContain('usher=');
});

/** The requests for documents at an address. */
const documents = (wire: Wire, start: string): { site: unknown; cookie: boolean }[] =>
  wire.arrivals
    .filter(({ method, path, headers }) => method === 'GET' && path.startsWith(start) && headers['sec-fetch-dest'] === 'document')
    .map(({ headers }) => ({ site: headers['sec-fetch-site'], cookie: headers.cookie?.includes('usher=') ?? false }));

const ONCE_MORE = [
  { site: 'cross-site', cookie: false },
  { site: 'same-origin', cookie: true },
];

test('who comes from another site is signed in after one more request, without doing anything', { tag: ['@C3'] }, async ({ visitor, app, elsewhere }) => {
  await visitor.signsIn();
  await visitor.browser.open(await elsewhere(`<title>Elsewhere</title><a href="${app.url}/?from=elsewhere">To the app</a>`));
  await visitor.follows('To the app');
  await visitor.isGreeted();
  expect(documents(app.wire, '/?from=elsewhere')).toEqual(ONCE_MORE);
});

test('a link in the web page of a mailbox signs in after one more request', { tag: ['@C3'] }, async ({ visitor, app, elsewhere, org }) => {
  const { link } = await visitor.asksForCode();
  await visitor.browser.newTab();
  await visitor.browser.open(await elsewhere(`<title>Mail</title><a href="${link}">To the app</a>`));
  await visitor.follows('To the app');
  await visitor.isGreeted();
  expect(documents(app.wire, '/login/callback')).toEqual(ONCE_MORE);
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});

test('another site cannot show the app in a frame', async ({ visitor, app, elsewhere }) => {
  app.tolerates('frame-ancestors');
  await visitor.browser.open(await elsewhere(`<title>Elsewhere</title><iframe title="app" src="${app.url}/sign-in"></iframe>`));
  await expect.poll(() => app.wire.arrivals.length).toBeGreaterThan(0);
  // A page that is shown requests its style sheet.
  await pause(500);
  expect(app.wire.arrivals.filter(({ path }) => path.endsWith('.css'))).toEqual([]);
});
