import { expect, test } from '../support/fixtures';
import type { Org } from '../support/org';

const both = { tag: '@no-javascript' };
/** Calls that are prefetched, polled, or made by the user's browser: no user waits for the server here. */
const IN_THE_BACKGROUND = /\/\.well-known\/|\/keys$|\/challenge\/poll$|^\/email\/verify\//;

/** Counts the calls that a user waited for. */
async function waitedFor(org: Org): Promise<Record<string, number>> {
  const stats = Object.entries(await org.stats());
  return Object.fromEntries(stats.filter(([path]) => !IN_THE_BACKGROUND.test(path)));
}

test('signing in by code makes at most five calls that somebody waits for', both, async ({ person, org }) => {
  await person.signsIn();
  const calls = await waitedFor(org);
  const sum = Object.values(calls).reduce((total, count) => total + count, 0);
  expect(sum, JSON.stringify(calls)).toBeLessThanOrEqual(5);
});

test('signing in by link makes no more', both, async ({ person, org }) => {
  await person.follows(await person.asksForCode());
  await person.isGreeted();
  const calls = await waitedFor(org);
  const sum = Object.values(calls).reduce((total, count) => total + count, 0);
  expect(sum, JSON.stringify(calls)).toBeLessThanOrEqual(5);
});

test('showing the pages where a sign-in begins asks the org nothing', both, async ({ person, org }) => {
  for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/unlock', '/']) await person.opens(path);
  expect(await org.stats()).toEqual({});
});

test('showing the profile asks the org nothing', both, async ({ person, page, org }) => {
  await person.signsIn();
  const before = await waitedFor(org);
  for (let times = 0; times < 3; times += 1) {
    await page.goto('/');
    await person.isGreeted();
  }
  expect(await waitedFor(org)).toEqual(before);
});

test('showing the step that waits, again and again, asks the org nothing', both, async ({ person, page, org }) => {
  await person.asksForCode();
  const before = await waitedFor(org);
  for (let times = 0; times < 3; times += 1) await page.reload();
  expect(await waitedFor(org)).toEqual(before);
});

test('two waiting tabs poll the org no faster than it allows', { tag: ['@K29'] }, async ({ person, org }) => {
  await person.asksForCode();
  await (await person.newTab()).opens('/sign-in');
  const polls = async () => (await org.calls('/idp/idx/challenge/poll')).map(({ at }) => Date.parse(at));
  await expect.poll(async () => (await polls()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  const times = await polls();
  const gaps = times.slice(1).map((at, index) => at - times[index]);
  // The server waits four seconds; the latency to the org varies a little.
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(3500);
});
