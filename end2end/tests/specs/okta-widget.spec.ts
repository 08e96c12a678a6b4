import type { Page } from '@playwright/test';

import type { Org } from '../support/org';
import { expect, expectTokens, sends, signsUp, test, tokensOf } from '../support/widget';

async function names(page: Page, app: string, username: string): Promise<void> {
  await page.goto(app);
  const field = page.getByRole('textbox', { name: 'Username' });
  await field.fill(username);
  await sends(page, '/idp/idx/identify', field);
}

async function entersCode(page: Page, code: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Enter Code' });
  await field.fill(code);
  await sends(page, '/idp/idx/challenge/answer', field);
}

/** Checks that a public client authenticates by the verifier alone. */
async function expectProofOfPossession(org: Org): Promise<void> {
  const sent = (await org.everyCall()).filter(({ path }) => path.endsWith('/v1/token')).map((call) => new URLSearchParams(call.sent));
  expect(sent.length).toBeGreaterThan(0);
  for (const form of sent) {
    expect(form.get('grant_type')).toBe('interaction_code');
    expect(form.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/);
    expect(form.get('client_id')).toBe('usher-spa');
    expect(form.has('client_secret')).toBe(false);
  }
}

test("Okta's widget signs in by code, after a wrong one, and gets its tokens across origins", { tag: ['@W1'] }, async ({ page, app, org, complaints }) => {
  complaints.expect(/status of 401 .*challenge\/answer/);
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await names(page, app, 'ada@example.com');
  await page.getByRole('button', { name: 'Enter a verification code instead' }).click();
  await entersCode(page, '000000');
  await expect(page.getByText('Invalid code. Try again.')).toBeVisible();
  await entersCode(page, (await org.mail('ada@example.com')).code);
  await expectTokens(await tokensOf(page), org, 'ada@example.com');
  await expectProofOfPossession(org);
  const agents = (await org.everyCall()).map(({ headers }) => headers['x-okta-user-agent-extended']);
  expect(new Set(agents.filter(Boolean))).toEqual(new Set(['okta-auth-js/7.14.5 okta-signin-widget-7.49.0']));
  expect([...asked].filter((origin) => origin !== 'null').sort()).toEqual([app, org.url].sort());
});

test("Okta's widget signs in by the link of the mail", { tag: ['@W1'] }, async ({ page, app, org, context, complaints }) => {
  // The waiting tab learns of it at its next poll and requests tokens too, but a code is valid
  // once.
  complaints.expect(/status of 400 .*v1\/token/, /The interaction code is invalid or has expired/);
  await names(page, app, 'ada@example.com');
  await expect(page.getByText(/Click the verification link in your email to continue/)).toBeVisible();
  const tab = await context.newPage();
  await tab.goto((await org.mail('ada@example.com')).link ?? '');
  await expectTokens(await tokensOf(tab), org, 'ada@example.com');
  await expectProofOfPossession(org);
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});

test("Okta's widget shows the code where the link is opened in another browser", { tag: ['@W1'] }, async ({ page, app, org, elsewhere }) => {
  await names(page, app, 'ada@example.com');
  const mail = await org.mail('ada@example.com');
  const other = await (await elsewhere()).newPage();
  await other.goto(mail.link ?? '');
  await expect(other.getByText('Enter the OTP in your original authentication location.')).toBeVisible();
  await expect(other.getByText(mail.code)).toBeVisible();
  expect((await org.stats())['/idp/idx/challenge/answer']).toBeUndefined();
  await page.getByRole('button', { name: 'Enter a verification code instead' }).click();
  await entersCode(page, mail.code);
  await expectTokens(await tokensOf(page), org, 'ada@example.com');
});

test("Okta's widget signs somebody new up", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await signsUp(page, app);
  await entersCode(page, (await org.mail('grace@example.com')).code);
  await expectTokens(await tokensOf(page), org, 'grace@example.com');
});
