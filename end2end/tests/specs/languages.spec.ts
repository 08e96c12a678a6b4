import type { Page } from '@playwright/test';

import { expect, test } from '../support/fixtures';
import { Language } from '../support/language';

const both = { tag: '@no-javascript' };

async function picks(page: Page, name: string): Promise<void> {
  await page.locator('form.languages select').selectOption({ label: name });
  await page.locator('form.languages button').click();
}

const speaks = (page: Page, lang: string, dir: string) => expect(page.locator(`html[lang=${lang}][dir=${dir}]`)).toHaveCount(1);

test('a language that is picked stays, and so do the page and what its address asks for', both, async ({ person, page }) => {
  await person.opens('/sign-up?return_to=%2F%3Fa%3D1');
  await picks(page, 'Deutsch');
  await speaks(page, 'de', 'ltr');
  await expect(person.title('Registrieren')).toBeVisible();
  await expect(page.locator('[name=return_to]').first()).toHaveValue('/?a=1');
  await person.opens('/sign-in');
  await expect(person.title('Anmelden')).toBeVisible();
  await expect(page.locator('form.languages select')).toHaveValue('de');
});

test('in the middle of a sign-in another language shows the same step', both, async ({ person, page, org }) => {
  await person.asksForCode();
  await picks(page, 'العربية');
  await speaks(page, 'ar', 'rtl');
  const arabic = new Language('ar');
  const code = page.getByRole('textbox', { name: arabic.says('Enter code') });
  await code.fill((await org.mail('ada@example.com')).code);
  if (!person.scripted) await page.getByRole('button', { name: arabic.says('Verify') }).click();
  await expect(person.title(/^مرحبًا، \u2068?Ada/)).toBeVisible();
  await picks(page, 'English');
  await expect(person.title('Hello, Ada')).toBeVisible();
  expect(await org.mails('ada@example.com')).toHaveLength(1);
});

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-AT' });

  test('is answered in German, also where nothing is found', both, async ({ person, page, complaints }) => {
    complaints.expect(/status of 404/);
    await person.opens('/sign-in');
    await expect(person.title('Sign in')).toHaveText('Anmelden');
    await person.opens('/no/such/page');
    await speaks(page, 'de', 'ltr');
    await expect(person.title('There is no such page')).toHaveText('Diese Seite gibt es nicht');
  });
});

test.describe('a browser that prefers Arabic', () => {
  test.use({ locale: 'ar' });

  test('gets a mirrored page, in which codes and addresses run from left to right', both, async ({ person, page }) => {
    await person.opens('/sign-in');
    await speaks(page, 'ar', 'rtl');
    const starts = await page.evaluate(() => {
      const right = (selector: string) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector) as Element);
        return Math.round(range.getBoundingClientRect().right);
      };
      return [right('h1'), right('label'), Math.round(document.querySelector('input.text')?.getBoundingClientRect().right ?? 0)];
    });
    expect(new Set(starts).size, `title, label and field begin on the right: ${starts}`).toBe(1);
    await person.names('ada@example.com');
    await expect(person.code).toHaveCSS('direction', 'ltr');
    await expect(page.locator('.lead')).toContainText('\u2068a***a@example.com\u2069');
  });
});
