import type { Page } from '@playwright/test';

import { expect, test } from '../support/fixtures';
import { WAYS, arrivedBy, asking } from '../support/ways';
import type { Wire } from '../support/wire';

test('no request that another site causes carries a cookie', { tag: ['@C2'] }, async ({ person, wire, otherSite, complaints, context }) => {
  test.setTimeout(60_000);
  // Each of these requests, or its response, is blocked in some way.
  complaints.expect(/./);
  const visitor = person.at(wire.url);
  await visitor.signsIn();
  const cookies = (await context.cookies(wire.url)).map(({ name, sameSite }) => `${name} ${sameSite}`);
  expect(cookies).toEqual(expect.arrayContaining(['usher Strict', 'usher-device Strict']));
  expect(cookies.filter((cookie) => !cookie.endsWith(' Strict'))).toEqual([]);
  for (const way of WAYS) {
    const page = await context.newPage();
    await page.goto(await otherSite(asking(way, wire.url)));
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

/** The requests for documents at an address. */
function documents(wire: Wire, path: string): { site: unknown; cookie: boolean }[] {
  return wire.arrivals
    .filter((arrival) => arrival.method === 'GET' && arrival.path === path && arrival.headers['sec-fetch-dest'] === 'document')
    .map(({ headers }) => ({ site: headers['sec-fetch-site'], cookie: headers.cookie?.includes('usher=') ?? false }));
}

async function arrives(page: Page, from: string): Promise<void> {
  await page.goto(from);
  await page.getByRole('link', { name: 'To the app' }).click();
}

test('who comes from another site is signed in after one more request, without doing anything',
  { tag: ['@no-javascript', '@C3'] }, async ({ person, page, wire, otherSite }) => {
  const visitor = person.at(wire.url);
  await visitor.signsIn();
  await arrives(page, await otherSite(`<title>Elsewhere</title><a href="${wire.url}/?from=elsewhere">To the app</a>`));
  await expect(visitor.greeting).toBeVisible();
  expect(documents(wire, '/?from=elsewhere')).toEqual([
    { site: 'cross-site', cookie: false },
    { site: 'same-origin', cookie: true },
  ]);
});

test('who comes from another site for the first time is led round once and no more', { tag: ['@no-javascript', '@C3'] }, async ({ person, page, wire, otherSite }) => {
  const visitor = person.at(wire.url);
  await arrives(page, await otherSite(`<title>Elsewhere</title><a href="${wire.url}/sign-in?from=elsewhere">To the app</a>`));
  await expect(visitor.username).toBeVisible();
  await visitor.isAwake();
  expect(documents(wire, '/sign-in?from=elsewhere')).toEqual([
    { site: 'cross-site', cookie: false },
    { site: 'same-origin', cookie: false },
  ]);
});

test('a link in the web page of a mailbox arrives after one more request', { tag: ['@no-javascript', '@C3'] }, async ({ person, wire, otherSite, org }) => {
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
