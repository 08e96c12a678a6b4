import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';

import { expect, test } from '../support/fixtures';
import { otherSite } from '../support/other-site';
import { Person, tellsWhenAwake } from '../support/person';

const PRIVATE = 'ada@example.com';

/** A browser with the back/forward cache, which test drivers usually disable. */
const remembering = test.extend<{ visitor: Person }>({
  visitor: async ({ org, complaints, contextOptions, baseURL }, use) => {
    const { launchOptions } = test.info().project.use;
    const browser = await chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    const context = await browser.newContext({ ...contextOptions, baseURL });
    await complaints.listenTo(context);
    await tellsWhenAwake(context);
    await watchScreen(context.pages()[0] ?? (await context.newPage()));
    await use(new Person(context.pages()[0], true, org));
    await browser.close();
  },
});

/** Records the text of a page for its first 200 ms, also when it is restored from the back/forward cache. */
async function watchScreen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: { text: string[]; persisted: boolean } = { text: [], persisted: false };
    Object.assign(window, { shown });
    addEventListener('pageshow', (event) => {
      Object.assign(shown, { text: [], persisted: event.persisted });
      const began = performance.now();
      const look = () => {
        shown.text.push(document.body.innerText);
        if (performance.now() - began < 200) requestAnimationFrame(look);
      };
      look();
    });
  });
}

/** Returns all text since the page was shown, after the 200 ms. */
async function shownOn(page: Page): Promise<{ text: string; persisted: boolean }> {
  await page.waitForFunction(() => document.readyState === 'complete');
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const { shown } = window as unknown as { shown: { text: string[]; persisted: boolean } };
    return { text: shown.text.join('\n'), persisted: shown.persisted };
  });
}

remembering('the browser of these tests brings other pages back from memory', { tag: ['@C12'] }, async ({ visitor: { page } }) => {
  const site = await otherSite('<title>Elsewhere</title><p>remembered</p>');
  await page.goto(site.url);
  await page.goto(`${site.url}?another`);
  await page.goBack({ waitUntil: 'commit' });
  expect(await shownOn(page)).toEqual({ text: expect.stringContaining('remembered') as string, persisted: true });
  await site.close();
});

remembering('after signing out, going back shows nothing private, not even for a moment', { tag: ['@C12'] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signsIn();
  expect((await shownOn(page)).text).toContain(PRIVATE);
  await visitor.button('Sign out').click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  for (let times = 0; times < 2; times += 1) {
    await page.goBack({ waitUntil: 'commit' });
    expect((await shownOn(page)).text).not.toContain(PRIVATE);
    await expect(visitor.username).toBeVisible();
  }
});

remembering('after signing out in another tab, going back shows nothing private, not even for a moment', { tag: ['@C12'] }, async ({ visitor, complaints }) => {
  complaints.expect(/status of 404/);
  const { page } = visitor;
  await visitor.signsIn();
  await page.goto('/no/such/page');
  const tab = await visitor.newTab();
  await tab.page.goto('/');
  await tab.button('Sign out').click();
  await expect(tab.page.getByText('You are signed out.')).toBeVisible();
  await page.goBack({ waitUntil: 'commit' });
  expect((await shownOn(page)).text).not.toContain(PRIVATE);
  await expect(visitor.username).toBeVisible();
});
