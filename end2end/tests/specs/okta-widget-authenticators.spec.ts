import type { Page } from '@playwright/test';

import { passwordAnd, passwordEnrolling, PASSWORD_ONLY, SECRET } from '../support/scenarios';
import { totp } from '../support/totp';
import { expect, expectTokens, sends, signsUp, test, tokensOf } from '../support/widget';

const ANSWER = '/idp/idx/challenge/answer';
const TESS_NUMBER = '+15555550123';
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Submits username and password on the widget's first page. */
async function entersBoth(page: Page, app: string, username: string, password = SECRET): Promise<void> {
  await page.goto(app);
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  const field = page.getByLabel('Password', { exact: true });
  await field.fill(password);
  await sends(page, '/idp/idx/identify', field);
}

/** Types into a field and submits it as the answer. */
async function answers(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label });
  await field.fill(text);
  await sends(page, ANSWER, field);
}

test("Okta's widget signs in with a password, after a wrong one", { tag: ['@W1'] }, async ({ page, app, org, complaints }) => {
  complaints.expect(/status of 401 .*idx\/identify/);
  await org.policy(PASSWORD_ONLY);
  await entersBoth(page, app, 'pat@example.com', 'Wrong-Horse-9');
  await expect(page.getByText(/Unable to sign in|Authentication failed/)).toBeVisible();
  const field = page.getByLabel('Password', { exact: true });
  await field.fill(SECRET);
  await sends(page, '/idp/idx/identify', field);
  await expectTokens(await tokensOf(page), org, 'pat@example.com');
});

test("Okta's widget signs in with a password and a text message", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await org.policy(passwordAnd('phone'));
  await entersBoth(page, app, 'tess@example.com');
  await page.getByRole('button', { name: 'Receive a code via SMS' }).click();
  await expect(page.getByRole('textbox', { name: /Enter Code/i })).toBeVisible();
  await answers(page, /Enter Code/i, (await org.text(TESS_NUMBER)).code);
  await expectTokens(await tokensOf(page), org, 'tess@example.com');
});

test("Okta's widget enrolls a phone", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await org.policy(passwordEnrolling('phone'));
  await entersBoth(page, app, 'pat@example.com');
  await page.getByRole('textbox', { name: 'Phone number' }).fill('5555550188');
  await page.getByRole('button', { name: 'Receive a code via SMS' }).click();
  await expect(page.getByRole('textbox', { name: /Enter Code/i })).toBeVisible();
  await answers(page, /Enter Code/i, (await org.text('+15555550188')).code);
  await expectTokens(await tokensOf(page), org, 'pat@example.com');
});

test("Okta's widget enrolls an authenticator app", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await org.policy(passwordEnrolling('google_otp'));
  await entersBoth(page, app, 'pat@example.com');
  await page.getByRole('link', { name: /Can.t scan|Setup without/ }).click();
  const key = await page.getByText(/^[A-Z2-7]{32}$/).innerText();
  await page.getByRole('button', { name: 'Next' }).or(page.getByRole('link', { name: 'Next' })).first().click();
  await answers(page, /Enter code/i, totp(key));
  await expectTokens(await tokensOf(page), org, 'pat@example.com');
});

test("Okta's widget signs in with the code of an authenticator app", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await org.policy(passwordAnd('google_otp'));
  await org.addPerson({ login: 'mary@example.com', firstName: 'Mary', lastName: 'Moe', password: SECRET, google_otp: KEY });
  await entersBoth(page, app, 'mary@example.com');
  await answers(page, /Enter code/i, totp(KEY));
  await expectTokens(await tokensOf(page), org, 'mary@example.com');
});

test("Okta's widget enrolls a security question, and its answer signs in", { tag: ['@W1'] }, async ({ page, app, org, context }) => {
  await org.policy(passwordEnrolling('security_question'));
  await entersBoth(page, app, 'pat@example.com');
  await expect(page.getByText('Set up security question')).toBeVisible();
  const answer = page.getByLabel('Answer', { exact: true });
  await answer.fill('the old mill');
  await sends(page, ANSWER, answer);
  await expectTokens(await tokensOf(page), org, 'pat@example.com');

  await org.policy('security-question');
  const later = await context.newPage();
  await later.goto(app);
  const username = later.getByRole('textbox', { name: 'Username' });
  await username.fill('pat@example.com');
  await sends(later, '/idp/idx/identify', username);
  const answered = later.locator('input[name="credentials.answer"]');
  await answered.fill('the old mill');
  await sends(later, ANSWER, answered);
  await expectTokens(await tokensOf(later), org, 'pat@example.com');
});

test("Okta's widget signs a user up, and skips the optional phone", { tag: ['@W1'] }, async ({ page, app, org }) => {
  await org.policy({ enrollment: { required: ['email'], optional: ['phone'] } });
  await signsUp(page, app);
  await answers(page, 'Enter Code', (await org.mail('grace@example.com')).code);
  await page.getByRole('link', { name: 'Continue' }).or(page.getByRole('button', { name: 'Continue' })).click();
  await expectTokens(await tokensOf(page), org, 'grace@example.com');
});
