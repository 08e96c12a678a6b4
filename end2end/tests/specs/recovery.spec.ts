import { expect, test } from '../support/fixtures';
import type { Mail } from '../support/org';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };

/** Opens "forgot password" from the sign-in page and submits a username. */
async function forgets(person: Person, username: string): Promise<void> {
  await person.opens('/sign-in');
  await person.link('Forgot your password?').click();
  await expect(person.page).toHaveURL('/forgot-password');
  await expect(person.title('Reset your password')).toBeVisible();
  await person.isAwake();
  await person.username.fill(username);
  await person.button('Next').click();
}

async function setsPassword(person: Person, mail: Mail, password: string): Promise<void> {
  await expect(person.code).toBeVisible();
  await person.enters(mail.code);
  await expect(person.title('Choose a new password')).toBeVisible();
  await person.field('New password').fill(password);
  await person.button('Save').click();
}

for (const policy of ['password-and-email', 'password-first', 'email-or-password', 'email-only'] as const) {
  test(`under ${policy}, somebody resets their password by a code`, { tag: ['@no-javascript', '@AJ-37', '@1.1.8', '@3.1.1'] }, async ({ person, org }) => {
    await org.policy(policy);
    await forgets(person, 'pat@example.com');
    await expect(person.code).toBeVisible();
    const mail = await org.mail('pat@example.com');
    expect(mail.kind).toBe('recovery');
    await setsPassword(person, mail, 'Brand-New-Horse-1');
    await person.isGreeted('Pat');

    await person.button('Sign out').click();
    await org.policy('password-first');
    await person.username.fill('pat@example.com');
    await person.button('Next').click();
    await person.field('Password').fill('Brand-New-Horse-1');
    await person.button('Next').or(person.button('Verify')).click();
    await person.isGreeted('Pat');
  });
}

test('a password that breaks the rules is answered with the rules', both, async ({ person, page, org }) => {
  await org.policy('password-and-email');
  await forgets(person, 'pat@example.com');
  await expect(person.code).toBeVisible();
  await setsPassword(person, await org.mail('pat@example.com'), 'short');
  await expect(person.alert).toHaveText(person.tells('This password does not meet the requirements below.'));
  const field = person.field('New password');
  await expect(field).toHaveAttribute('autocomplete', 'new-password');
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await field.fill('Brand-New-Horse-1');
  await person.button('Save').click();
  await person.isGreeted();
});

test('somebody who has no password is told that there is none to reset', both, async ({ person }) => {
  await forgets(person, 'ada@example.com');
  await expect(person.alert).toContainText(person.tells('There is no password to reset for this account.'));
  await expect(person.button('Start again')).toBeVisible();
});

test('a username nobody has is named, and stays in its field', { tag: ['@no-javascript', '@AJ-38', '@3.1.2'] }, async ({ person, org }) => {
  await org.policy('password-first');
  await forgets(person, 'nobody@example.com');
  await expect(person.alert).toHaveText(person.tells('There is no account with the username nobody@example.com. Check it, or sign up.'));
  await expect(person.username).toHaveValue('nobody@example.com');
});

test('recovery can be left for the sign-in page at any step', both, async ({ person, page, org }) => {
  await person.opens('/forgot-password');
  await person.link('Back to sign in').click();
  await expect(page).toHaveURL('/sign-in');
  await expect(person.title('Sign in')).toBeVisible();

  await org.policy('password-and-email');
  await forgets(person, 'pat@example.com');
  await expect(person.code).toBeVisible();
  await person.button('Back to sign in').click();
  await expect(person.username).toHaveValue('pat@example.com');
});

test('the sign-in page is where it was after looking at recovery', both, async ({ person, page }) => {
  await person.opens('/forgot-password');
  await page.goto('/sign-in');
  await expect(person.title('Sign in')).toBeVisible();
});
