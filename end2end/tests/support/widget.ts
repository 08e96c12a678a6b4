import type { Locator, Page } from '@playwright/test';

import { expect, test as base } from './fixtures';
import type { Org } from './org';
import { widgetSite } from './widget-site';

export { expect };

/** Okta's own widget from its package, in an application on another host than the org. */
export const test = base.extend<{ app: string }>({
  app: async ({ org }, use) => {
    const site = await widgetSite(org.url);
    await use(site.url);
    await site.close();
  },
});

export interface Tokens {
  idToken: { claims: Record<string, unknown> };
  accessToken: { accessToken: string };
  refreshToken: { refreshToken: string };
}

/** Submits with Enter until the widget reacts, because it ignores input at its start and after an error. */
export async function sends(page: Page, path: string, field: Locator): Promise<void> {
  await expect(async () => {
    const sent = page.waitForRequest(`**${path}`, { timeout: 1000 });
    await field.press('Enter');
    await sent;
  }).toPass();
}

export async function tokensOf(page: Page): Promise<Tokens> {
  return JSON.parse(await page.getByRole('status', { name: 'Tokens' }).innerText()) as Tokens;
}

/** Checks that the tokens are the user's, and that the org accepts them. */
export async function expectTokens(tokens: Tokens, org: Org, login: string): Promise<void> {
  expect(tokens.idToken.claims).toMatchObject({ preferred_username: login, aud: 'usher-spa', iss: `${org.url}/oauth2/default` });
  const answer = await fetch(`${org.url}/oauth2/default/v1/userinfo`, {
    headers: { authorization: `Bearer ${tokens.accessToken.accessToken}` },
  });
  expect(await answer.json()).toMatchObject({ preferred_username: login });
  expect(tokens.refreshToken.refreshToken).toBeTruthy();
}

/** Fills in the profile of a new user on the widget's page, and sends it. */
export async function signsUp(page: Page, app: string): Promise<void> {
  await page.goto(app);
  await page.getByRole('link', { name: 'Sign up' }).click();
  const first = page.getByRole('textbox', { name: 'First name' });
  // The widget sets the focus there itself, and would take it from another field.
  await expect(first).toBeFocused();
  await first.fill('Grace');
  await page.getByRole('textbox', { name: 'Last name' }).fill('Hopper');
  const email = page.getByRole('textbox', { name: 'Email' });
  await email.fill('grace@example.com');
  await sends(page, '/idp/idx/enroll/new', email);
  await page.getByRole('button', { name: 'Enter a verification code instead' }).click();
}
