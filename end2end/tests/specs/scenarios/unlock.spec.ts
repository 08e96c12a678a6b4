import { expect, test } from '../../support/fixtures';
import { asksForText, chooses, entersBoth, PASSWORD_ONLY, SECRET, submitsBoth } from '../../support/scenarios';
import type { Org } from '../../support/org';
import type { Person } from '../../support/person';

const MARY = 'mary@example.com';
const NUMBER = '+15555550177';

/** Finds the account locked, and asks to unlock it by an authenticator. */
async function unlocks(person: Person, org: Org, authenticator: string): Promise<void> {
  await org.policy({ ...PASSWORD_ONLY, recovers_with: ['email', 'phone'] });
  await org.addPerson({ login: MARY, firstName: 'Mary', lastName: 'Moe', status: 'locked', password: SECRET, phone: NUMBER });
  await entersBoth(person, MARY);
  await expect(person.alert).toHaveText(person.tells('This account is locked.'));
  await person.link('Unlock your account').click();
  await person.username.fill(MARY);
  await person.button('Next').click();
  await expect(person.page.getByRole('radio', { name: authenticator })).toBeVisible();
  await chooses(person, authenticator);
}

/** Reads that the account is unlocked, and signs in with the password. */
async function isUnlocked(person: Person): Promise<void> {
  await expect(person.page.getByText(/unlocked/)).toBeVisible();
  await person.button('Start again').click();
  await submitsBoth(person, MARY);
  await person.isGreeted('Mary');
}

test('a locked account is unlocked by the code of an email', { tag: ['@no-javascript', '@AJ-1'] }, async ({ person, org }) => {
  await unlocks(person, org, 'Email');
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail(MARY)).code);
  await isUnlocked(person);
});

test('a locked account is unlocked by the link of an email', { tag: ['@no-javascript', '@AJ-2'] }, async ({ person, org }) => {
  await unlocks(person, org, 'Email');
  await expect(person.code).toBeVisible();
  const tab = await person.newTab();
  await tab.follows(await org.mail(MARY));
  await isUnlocked(tab);
});

test('a locked account is unlocked by the code of a text message', { tag: ['@no-javascript', '@AJ-3'] }, async ({ person, org }) => {
  await unlocks(person, org, 'Phone');
  await asksForText(person);
  await expect(person.code).toBeVisible();
  await person.enters((await org.text(NUMBER)).code);
  await isUnlocked(person);
});
