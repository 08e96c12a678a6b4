import { expect, test } from '../support/fixtures';
import type { Page } from '@playwright/test';

/** Inserts elements, attributes and a form of its own into a page, before and after its WebAssembly starts. */
async function meddles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const mark = (element: Element) => {
      element.setAttribute('data-meddled', 'yes');
      element.setAttribute('data-temporary-id', String(Math.random()));
    };
    const decoy = () => {
      const box = document.createElement('div');
      box.setAttribute('data-meddled', 'yes');
      box.className = 'step panel words field countdown expiry offline actions';
      const form = document.createElement('form');
      form.setAttribute('aria-label', 'meddler');
      for (const name of ['step', 'return_to', 'action', 'token', 'query']) {
        const input = document.createElement('input');
        Object.assign(input, { name, value: 'meddled', type: 'hidden' });
        form.append(input);
      }
      const status = document.createElement('p');
      status.setAttribute('role', 'status');
      box.append(form, status);
      return box;
    };
    const SPOTS = ['body', 'main', 'leptos-island', 'leptos-children', '#usher', '.step', '.step form', '.step .field', '.actions'];
    const meddle = () => {
      for (const spot of document.querySelectorAll(SPOTS.join(','))) {
        if (spot.hasAttribute('data-meddled')) continue;
        mark(spot);
        const inside = spot.matches('form, form *') ? document.createElement('div') : decoy();
        mark(inside);
        spot.prepend(inside, document.createComment('meddled'));
        spot.append(inside.cloneNode(true), document.createTextNode(' '));
      }
      for (const field of document.querySelectorAll('main input:not([type=hidden],[data-meddled])')) {
        mark(field);
        const icon = document.createElement('div');
        mark(icon);
        field.after(icon);
      }
    };
    new MutationObserver(meddle).observe(document, { childList: true, subtree: true });
  });
}

test('a page that an extension has meddled with signs in without loading pages', async ({ person, page, org }) => {
  await meddles(page);
  let pages = 0;
  page.on('domcontentloaded', () => (pages += 1));
  const { code } = await person.asksForCode('pat@example.com');
  expect(await page.locator('[data-meddled]').count()).toBeGreaterThan(10);
  await person.enters('000000');
  await expect(person.alert).toContainText('That code is not right');
  await person.button('Use a different username').click();
  await expect(person.username).toHaveValue('pat@example.com');
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  expect(code).toMatch(/^\d{6}$/);
  expect(pages, 'pages loaded until here').toBe(1);
  await person.enters((await org.mail('ada@example.com')).code);
  await person.isGreeted('Ada');
});

test('a form that an extension put into the panel is its own affair', async ({ person, page }) => {
  await person.opens('/sign-in');
  const isLeftAlone = await page.evaluate(() => {
    const form = document.createElement('form');
    document.querySelector('.step')?.append(form);
    const event = new SubmitEvent('submit', { bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    return !event.defaultPrevented;
  });
  expect(isLeftAlone).toBe(true);
});

test('a Trusted Types policy that an extension has taken disturbs nobody', async ({ person, page }) => {
  await page.addInitScript(() => {
    const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } };
    const refuse = () => null;
    trustedTypes.createPolicy('default', { createHTML: refuse, createScript: refuse, createScriptURL: refuse });
  });
  let pages = 0;
  page.on('domcontentloaded', () => (pages += 1));
  const { code } = await person.asksForCode();
  await person.enters('000000');
  await expect(person.alert).toContainText('That code is not right');
  expect(pages, 'pages loaded until here').toBe(1);
  await person.enters(code);
  await person.isGreeted();
});
