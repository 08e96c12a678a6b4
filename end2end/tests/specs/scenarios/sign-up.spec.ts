import { expect, test } from '../../support/fixtures';
import { ANY_ONE, asksForText, chooses, entersBoth, NEW_SECRET, signsOut, signsUp } from '../../support/scenarios';
import type { OwnPolicy } from '../../support/org';
import type { Person } from '../../support/person';

/** Password R, email R, phone O. */
const PHONE_OPTIONAL: OwnPolicy = {
  first_page: ['identifier', 'password'],
  authentication: [['password']],
  enrollment: { required: ['password', 'email'], optional: ['phone'] },
};
const GRACE = 'grace@example.com';
const NUMBER = '+15555550188';

/** Enters the code of the email to Grace, up to the choice of what is optional. */
async function verifiesEmail(person: Person): Promise<void> {
  await expect(person.code).toBeVisible();
  await person.enters((await person.mailTo(GRACE)).code);
  await expect(person.title('Choose what to set up')).toBeVisible();
}

test('a user signs up with an email alone and skips the password', { tag: ['@no-javascript', '@AJ-41'] }, async ({ person, org }) => {
  await org.policy(ANY_ONE);
  await signsUp(person);
  await verifiesEmail(person);
  await person.button('Skip this').click();
  await person.isGreeted('Grace');
});

test('a user signs up with an email, then sets the optional password', { tag: ['@no-javascript', '@AJ-42'] }, async ({ person, org }) => {
  await org.policy(ANY_ONE);
  await signsUp(person);
  await verifiesEmail(person);
  await chooses(person, 'Password');
  await expect(person.title('Set a password')).toBeVisible();
  await person.field('New password').or(person.field('Password')).fill(NEW_SECRET);
  await person.button('Save').click();
  await person.isGreeted('Grace');

  await signsOut(person);
  await org.policy('password-first');
  await entersBoth(person, GRACE, NEW_SECRET);
  await person.isGreeted('Grace');
});

test('a user signs up with password and email, and skips the phone', { tag: ['@no-javascript', '@AJ-43', '@4.1.1'] }, async ({ person, org }) => {
  await org.policy(PHONE_OPTIONAL);
  await signsUp(person);
  await verifiesEmail(person);
  await person.button('Skip this').click();
  await person.isGreeted('Grace');
});

test('a user signs up with password, email and phone', { tag: ['@no-javascript', '@AJ-44', '@4.1.2'] }, async ({ person, org }) => {
  await org.policy(PHONE_OPTIONAL);
  await signsUp(person);
  await verifiesEmail(person);
  await chooses(person, 'Phone');
  await asksForText(person, NUMBER);
  await expect(person.code).toBeVisible();
  await person.enters((await org.text(NUMBER)).code);
  await person.isGreeted('Grace');
});

test('an email address that is none is refused at its field', { tag: ['@no-javascript', '@AJ-45', '@4.1.3'] }, async ({ person, org }) => {
  await org.policy(PHONE_OPTIONAL);
  await signsUp(person, 'grace at example');
  await expect(person.alert.first()).toHaveText(person.tells('That is not an email address.'));
  await expect(person.field('Email')).toHaveAttribute('aria-invalid', 'true');
  await expect(person.field('First name')).toHaveValue('Grace');
});

test('a phone number that is none is refused, and the phone can still be skipped', { tag: ['@no-javascript', '@AJ-46', '@4.1.4'] }, async ({ person, org }) => {
  await org.policy(PHONE_OPTIONAL);
  await signsUp(person);
  await verifiesEmail(person);
  await chooses(person, 'Phone');
  await asksForText(person, '+12345');
  await expect(person.alert).toHaveText(person.tells('That is not a phone number that we can reach.'));
  await person.button('Skip this').click();
  await person.isGreeted('Grace');
});

test('a user signs up and verifies the email address by the link', { tag: ['@no-javascript', '@AJ-47'] }, async ({ person, org }) => {
  await org.policy(PHONE_OPTIONAL);
  await signsUp(person);
  await expect(person.code).toBeVisible();
  const tab = await person.newTab();
  await tab.follows(await org.mail(GRACE));
  await tab.button('Skip this').click();
  await tab.isGreeted('Grace');
});

test('an attribute of the org is asked for, and signing up needs it', { tag: ['@no-javascript', '@AJ-40'] }, async ({ person, org }) => {
  await org.policy({ profile: { attributes: [{ name: 'team', label: 'Team', required: true }] } });
  await signsUp(person);
  await expect(person.alert).toHaveText(person.tells('Fill in “Team”.'));
  await person.field('Team').fill('Compilers');
  await person.button('Sign up').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail(GRACE)).code);
  await person.isGreeted('Grace');
});
