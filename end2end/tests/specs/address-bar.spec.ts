import type { Page } from '@playwright/test';

import { expect, test } from '../support/fixtures';

/** Milliseconds until the address of a page has lost its query, checked in the page at every frame. */
async function timeUntilClean(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      if (location.search === '') console.info(`clean after ${performance.now()} ms`);
      else requestAnimationFrame(look);
    };
    if (location.pathname === '/login/callback') look();
  });
}

for (const where of ['in the browser that waits', 'in another browser'] as const) {
  test(`the code of a link is gone from the address bar within a second, ${where}`, { tag: ['@O10'] }, async ({ person, stranger, org }) => {
    const mail = await person.asksForCode();
    const visitor = where === 'in another browser' ? await stranger() : await person.newTab();
    await timeUntilClean(visitor.page);
    const times: number[] = [];
    visitor.page.on('console', (message) => {
      const time = /^clean after ([\d.]+) ms$/.exec(message.text());
      if (time) times.push(Number(time[1]));
    });
    const referrers: (string | undefined)[] = [];
    visitor.page.on('request', async (request) => referrers.push((await request.allHeaders()).referer));
    await visitor.page.goto(await org.callback(mail));
    await expect.poll(() => times.length).toBeGreaterThan(0);
    expect(times[0]).toBeLessThan(1000);
    await expect(visitor.title(where === 'in another browser' ? 'Almost there' : /^Hello/)).toBeVisible();
    expect(visitor.page.url()).not.toContain('otp');
    expect(referrers.filter((referrer) => referrer?.includes('otp') || referrer?.includes(mail.code))).toEqual([]);
  });
}
