import { expect, test, watchLayoutShifts } from '../support/fixtures';
import type { Page } from '@playwright/test';

const WASM = '**/pkg/*.wasm';

/** Delays the WebAssembly until the returned function is called. */
async function holdBack(page: Page): Promise<() => void> {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  return () => release();
}

test('until the WebAssembly has arrived, everything works', { tag: ['@K26'] }, async ({ person, page }) => {
  await holdBack(page);
  const plain = person.without(page);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await expect(plain.username).toBeFocused();
  const mail = await plain.names('ada@example.com');
  await plain.enters('000000');
  await expect(plain.alert).toHaveText(/^That code is not right/);
  await plain.enters(mail.code);
  await plain.isGreeted();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

for (const [what, pattern] of [
  ['the WebAssembly', WASM],
  ['the script', '**/pkg/*.js'],
] as const) {
  test(`when ${what} cannot be had, everything works`, { tag: ['@K26'] }, async ({ person, page, complaints }) => {
    complaints.expect(/ERR_FAILED|ERR_BLOCKED|Failed to fetch/);
    await page.route(pattern, (route) => route.abort());
    const plain = person.without(page);
    await page.goto('/sign-in');
    const mail = await plain.names('ada@example.com');
    await plain.enters(mail.code);
    await plain.isGreeted();
  });
}

test('what was typed while the WebAssembly was on its way stays, and so does the focus', async ({ person, page }) => {
  const release = await holdBack(page);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await person.username.fill('ada@exam');
  release();
  await person.isAwake();
  await expect(person.username).toHaveValue('ada@exam');
  await expect(person.username).toBeFocused();
  await person.username.pressSequentially('ple.com');
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
});

test('a code that was complete before the WebAssembly came is sent by "Verify"', async ({ person, page }) => {
  const mail = await person.asksForCode();
  const release = await holdBack(page);
  await page.reload({ waitUntil: 'commit' });
  await person.code.fill(mail.code);
  release();
  await person.isAwake();
  await person.button('Verify').click();
  await person.isGreeted();
});

test('a page whose WebAssembly does not come looks again by itself, but not while a code is typed', async ({ person, page }) => {
  await person.asksForCode();
  await page.clock.install();
  await holdBack(page);
  await page.reload({ waitUntil: 'commit' });
  let reloads = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) reloads += 1;
  });
  await person.code.fill('123');
  await page.clock.fastForward(20_000);
  await page.clock.fastForward(20_000);
  await expect(person.code).toHaveValue('123');
  expect(reloads).toBe(0);
  await person.code.fill('');
  await page.clock.fastForward(20_000);
  await expect.poll(() => reloads).toBe(1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('waking up does not move anything', async ({ person, page, complaints }) => {
  complaints.expect(/status of 404/);
  const shifts = await watchLayoutShifts(page);
  const release = await holdBack(page);
  for (const path of ['/sign-in', '/sign-up', '/forgot-password']) {
    await page.goto(path, { waitUntil: 'commit' });
    await expect(person.page.getByRole('heading', { level: 1 })).toBeVisible();
    release();
    await person.isAwake();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await shifts(), path).toBe(0);
  }
});

test('what moves is noticed by the two tests beside this one', async ({ person, page }) => {
  const shifts = await watchLayoutShifts(page);
  await person.opens('/sign-in');
  await page.getByRole('main').evaluate((main) => {
    const block = document.createElement('div');
    block.textContent = 'A banner that comes late';
    main.prepend(block, block.cloneNode(true), block.cloneNode(true));
  });
  await expect.poll(shifts).toBeGreaterThan(0);
});

test('waking up at the step that waits does not move anything, nor does its ticking', async ({ person, page }) => {
  await person.asksForCode();
  const shifts = await watchLayoutShifts(page);
  const release = await holdBack(page);
  await page.reload({ waitUntil: 'commit' });
  const again = person.button('Resend email');
  const shown = await again.innerText();
  release();
  await person.isAwake();
  await expect(again).not.toHaveText(shown);
  expect(await shifts()).toBe(0);
});

test('the page that wakes up is the page that was sent', async ({ person, page }) => {
  const release = await holdBack(page);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await expect(person.username).toBeVisible();
  const sent = await page.getByRole('region').innerHTML();
  release();
  await person.isAwake();
  expect(await page.getByRole('region').innerHTML()).toBe(sent);
});
