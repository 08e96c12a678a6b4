import { expect, test } from '../support/fixtures';
import type { Page } from '@playwright/test';

const both = { tag: '@no-javascript' };
const SUBMIT = '/api/sign-in/submit';
const ANSWER = '/idp/idx/challenge/answer';

/** Counts the browser's POST requests from now on. */
function countPosts(page: Page): () => number {
  let posts = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === SUBMIT) posts += 1;
  });
  return () => posts;
}

/** Pastes a text by the keyboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+v');
}

test('the code has one field, which phones fill in from the mail and open a number pad for', both, async ({ person, page }) => {
  await person.asksForCode();
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await expect(person.code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(person.code).toHaveAttribute('inputmode', 'numeric');
  await expect(person.code).toHaveAttribute('type', 'text');
  // Pasted text must not be cut off, because email programs copy spaces and line ends too.
  const most = await person.code.getAttribute('maxlength');
  expect(Number(most ?? Infinity)).toBeGreaterThan(100);
});

test('the username field is filled in by password managers and opens a keyboard for addresses', both, async ({ person }) => {
  await person.opens('/sign-in');
  await expect(person.username).toHaveAttribute('autocomplete', 'username');
  await expect(person.username).toHaveAttribute('inputmode', 'email');
});

for (const [shape, spaced] of [
  ['123 456', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
  ['123-456', (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
  [' 123456 ', (code: string) => ` ${code} `],
] as const) {
  test(`a code copied as "${shape}" is pasted and signs in by itself`, async ({ person, page }) => {
    const { code } = await person.asksForCode();
    const posts = countPosts(page);
    await person.code.focus();
    await paste(page, spaced(code));
    await person.isGreeted();
    expect(posts()).toBe(1);
  });

  test(`a code typed as "${shape}" is understood`, both, async ({ person }) => {
    const { code } = await person.asksForCode();
    await person.enters(spaced(code));
    await person.isGreeted();
  });
}

test('a complete code is sent by itself, as soon as its last digit is typed', async ({ person, page }) => {
  const { code } = await person.asksForCode();
  const posts = countPosts(page);
  await person.code.pressSequentially(code.slice(0, 5));
  expect(posts()).toBe(0);
  await person.code.pressSequentially(code.slice(5));
  await person.isGreeted();
  expect(posts()).toBe(1);
});

test('the same code is never sent twice by itself', async ({ person, page }) => {
  await person.asksForCode();
  const posts = countPosts(page);
  await person.code.fill('000000');
  await expect(person.alert).toContainText(person.tells('That code is not right'));
  expect(posts()).toBe(1);

  await person.code.fill('00000');
  await person.code.fill('000000');
  await person.code.blur();
  await person.code.focus();
  expect(posts()).toBe(1);

  await person.button('Verify').click();
  await expect.poll(posts, 'whoever presses "Verify" means it').toBe(2);
});

test('Enter after the last digit does not send a code a second time', async ({ person, page, org }) => {
  const { code } = await person.asksForCode();
  const posts = countPosts(page);
  await org.faults({ path: ANSWER, delayMs: 400 });
  await person.code.pressSequentially(code);
  await page.keyboard.press('Enter');
  await person.isGreeted();
  expect(posts()).toBe(1);
  expect((await org.stats())[ANSWER]).toBe(1);
});

test('"Verify" pressed twice causes one answer at the org', both, async ({ person, page, org }) => {
  await person.asksForCode();
  await org.faults({ path: ANSWER, delayMs: 300 });
  await person.code.fill('code 000000');
  await person.button('Verify').dblclick();
  await expect(person.alert).toContainText(person.tells('That code is not right'));
  await expect(page.getByRole('alert')).toHaveCount(1);
  expect((await org.stats())[ANSWER]).toBe(1);
});

test('"Next" pressed twice starts one sign-in and sends one mail', both, async ({ person, org }) => {
  await person.opens('/sign-in');
  await org.faults({ path: '/oauth2/default/v1/interact', delayMs: 300 });
  await person.username.fill('ada@example.com');
  await person.button('Next').dblclick();
  await expect(person.code).toBeVisible();
  const stats = await org.stats();
  expect(stats['/oauth2/default/v1/interact']).toBe(1);
  expect(await org.mails('ada@example.com')).toHaveLength(1);
});

test('codes with letters are taken when the org sends such', both, async ({ person, org }) => {
  await org.policy('email-alphanumeric');
  const { code } = await person.asksForCode();
  expect(code).toMatch(/^[A-Z0-9]{10}$/);
  await expect(person.code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(person.code).toHaveAttribute('inputmode', 'text');
  await person.enters(`${code.slice(0, 5)}-${code.slice(5)}`);
  await person.isGreeted();
});
