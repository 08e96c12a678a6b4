import { expect, test } from '../../support/fixtures';
import { PASSWORD_ONLY, entersBoth } from '../../support/scenarios';

test('username and password sign in, and the start page shows the profile', { tag: ['@no-javascript', '@AJ-4', '@1.1.1'] }, async ({ person, page, org }) => {
  await org.policy(PASSWORD_ONLY);
  await entersBoth(person, 'pat@example.com');
  await person.isGreeted('Pat');
  await expect(page.getByRole('row', { name: `${person.says('Email')} pat@example.com` })).toBeVisible();
});

test('a username without an account is named', { tag: ['@no-javascript', '@AJ-5', '@1.1.2'] }, async ({ person, org }) => {
  // With the password on the same page, the emulated org rejects the pair before it looks for the account.
  await org.policy({ ...PASSWORD_ONLY, first_page: ['identifier'] });
  await person.opens('/sign-in');
  await person.username.fill('mory@example.com');
  await person.button('Next').click();
  await expect(person.alert).toHaveText(person.tells('There is no account with the username mory@example.com. Check it, or sign up.'));
});

test('a wrong password fails, and the right one still signs in', { tag: ['@no-javascript', '@AJ-6', '@1.1.3'] }, async ({ person, org }) => {
  await org.policy(PASSWORD_ONLY);
  await entersBoth(person, 'pat@example.com', 'Wrong-Horse-9');
  await expect(person.alert).toHaveText(person.tells('That did not match. Check what you entered and try again.'));
  await person.field('Password').fill('Correct-Horse-9');
  await person.button('Next').click();
  await person.isGreeted('Pat');
});

for (const [status, ids, text] of [
  ['unassigned', ['@1.1.4'], 'Your account may not use this application. Ask your administrator for access.'],
  ['suspended', ['@1.1.5'], 'You may not sign in here. Ask your administrator for access.'],
  ['locked', ['@1.1.6'], 'This account is locked. Ask your administrator to unlock it.'],
] as const) {
  test(`a user who is ${status} is told so and is not signed in`, { tag: ['@no-javascript', ...ids] }, async ({ person, page, org }) => {
    await org.policy(PASSWORD_ONLY);
    await org.addPerson({ login: 'mary@example.com', firstName: 'Mary', lastName: 'Moe', status, password: 'Correct-Horse-9' });
    await entersBoth(person, 'mary@example.com');
    await expect(person.alert).toHaveText(person.tells(text));
    await page.goto('/');
    await expect(page).toHaveURL('/sign-in');
  });
}
