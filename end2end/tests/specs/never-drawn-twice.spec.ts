import { expect, test } from '../support/fixtures';
import type { Page } from '@playwright/test';
import type { Person } from '../support/person';
import type { Server } from '../support/server';

const SUBMIT = '**/api/sign-in/submit';
const EVENTS = '**/api/sign-in/events*';

/** Sets the server's default: responses are padded, so the events of a sign-in arrive before them. */
async function slowly(server: Server, person: Person): Promise<Person> {
  await server.restart({ USHER_ENUMERATION_PREVENTION: 'true', USHER_MIN_RESPONSE_MS: '1200' });
  return person.at(server.url);
}

/** Counts the steps that are drawn from now on. */
async function countDrawn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = { drawn: 0 };
    Object.assign(window, { counted });
    const isStep = (node: Node) => node instanceof Element && node.matches('.step');
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) counted.drawn += [...addedNodes].filter(isStep).length;
    }).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { counted: { drawn: number } }).counted.drawn);
}

/** Delays the first request that matches until the returned function is called. */
async function holdBack(page: Page, address: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    address,
    async (route) => {
      await held;
      await route.continue();
    },
    { times: 1 },
  );
  return () => release();
}

/** Waits on a page whose first event stream gets no response, while another tab opens the link. */
async function missesTheLink(person: Person): Promise<void> {
  let streams = 0;
  await person.page.route(EVENTS, async (route) => {
    streams += 1;
    if (streams > 1) await route.continue();
  });
  const mail = await person.asksForCode();
  await expect.poll(() => streams).toBe(1);
  const tab = await person.newTab();
  await tab.follows(mail);
  await tab.isGreeted();
  await expect(person.code).toBeVisible();
}

test('a wrong code draws one step, and the next code typed when the error shows is sent', async ({ person, page, ownServer }) => {
  const visitor = await slowly(ownServer, person);
  const { code } = await visitor.asksForCode();
  const drawn = await countDrawn(page);
  const answered = page.waitForResponse(SUBMIT);
  await visitor.code.fill('000000');
  await expect(visitor.alert).toContainText(visitor.tells('That code is not right'));
  await visitor.code.fill(code.slice(0, 3));
  await answered;
  await expect(visitor.code).toHaveValue(code.slice(0, 3));
  await expect(visitor.code).toBeFocused();
  expect(await drawn()).toBe(1);
  await visitor.code.fill(code);
  await visitor.isGreeted();
});

test('the next code typed while the answer to a wrong one is awaited is sent once that answer is there', async ({ person, ownServer, page }) => {
  const visitor = await slowly(ownServer, person);
  const { code } = await visitor.asksForCode();
  const drawn = await countDrawn(page);
  await visitor.code.fill('000000');
  await visitor.code.press('ControlOrMeta+a');
  await visitor.code.pressSequentially(code);
  await visitor.isGreeted();
  expect(await drawn().catch(() => 1)).toBe(1);
});

test('the caret stays where somebody types while a step is drawn anew', async ({ person, ownServer, page }) => {
  const visitor = await slowly(ownServer, person);
  await visitor.asksForCode();
  await visitor.code.fill('000000');
  await visitor.code.fill('12');
  await visitor.code.press('Home');
  await visitor.code.press('ArrowRight');
  await expect(visitor.alert).toContainText(visitor.tells('That code is not right'));
  await page.keyboard.type('9');
  await expect(visitor.code).toHaveValue('192');
});

test('"Use a different username" draws one step, and what is typed at once stays and is sent', async ({ person, page, ownServer, org }) => {
  const visitor = await slowly(ownServer, person);
  await visitor.asksForCode('pat@example.com');
  const drawn = await countDrawn(page);
  await visitor.button('Use a different username').click();
  await expect(visitor.username).toBeVisible();
  await visitor.username.fill('ada@example.com');
  await visitor.button('Next').click();
  await expect(visitor.code).toBeVisible();
  expect(await drawn()).toBe(2);
  expect(await org.mails('ada@example.com')).toHaveLength(1);
  expect(await org.mails('pat@example.com')).toHaveLength(1);
});

test('what is typed survives when another tab moves the same step on', async ({ person }) => {
  await person.asksForCode();
  const tab = await person.newTab();
  await tab.opens('/sign-in');
  await person.code.pressSequentially('12');
  await person.movesOn(async () => {
    await tab.code.fill('000000');
  });
  await expect(person.code).toHaveValue('12');
  await expect(person.code).toBeFocused();
  await person.page.keyboard.type('34');
  await expect(person.code).toHaveValue('1234');
});

test('a look that was under way when a form is sent draws nothing', async ({ person, page, org }) => {
  const { code } = await person.asksForCode();
  const release = await holdBack(page, '**/api/sign-in/current');
  const tab = await person.newTab();
  await tab.opens('/sign-in');
  const asked = page.waitForRequest('**/api/sign-in/current');
  await tab.code.fill('000000');
  await asked;
  const drawn = await countDrawn(page);
  await org.faults({ path: '/idp/idx/challenge/answer', delayMs: 600 });
  await person.code.fill('111111');
  release();
  await expect(person.alert).toBeVisible();
  expect(await drawn()).toBe(1);
  await person.code.fill(code);
  await person.isGreeted();
});

test('seven tabs that wait leave room for an eighth and for their forms, and all of them follow', async ({ person }) => {
  test.setTimeout(60_000);
  const { code } = await person.asksForCode();
  const tabs = [person];
  while (tabs.length < 8) {
    const tab = await person.newTab();
    await tab.opens('/sign-in');
    await expect(tab.code).toBeVisible();
    tabs.push(tab);
  }
  await tabs[6].enters(code);
  for (const tab of tabs) await expect(tab.greeting).toBeVisible({ timeout: 8000 });
});

test('a stream that dies without a word is opened anew', async ({ person, page, org }) => {
  await page.clock.install();
  await missesTheLink(person);
  await page.clock.fastForward(35_000);
  await page.clock.fastForward(5000);
  await expect(person.greeting).toBeVisible();
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a tab that is seen again opens its stream anew', async ({ person, page }) => {
  await missesTheLink(person);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(person.greeting).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a form that gets no answer says so, and what was typed is still there', async ({ person, page, org }) => {
  await page.clock.install();
  await person.opens('/sign-in');
  const release = await holdBack(page, SUBMIT);
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await page.clock.fastForward(35_000);
  await expect(person.alert).toContainText(person.tells('What you entered is still here'));
  await expect(person.username).toHaveValue('ada@example.com');
  release();
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  expect(await org.mails('ada@example.com')).toHaveLength(1);
});
