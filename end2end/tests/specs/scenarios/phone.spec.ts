import { expect, test } from '../../support/fixtures';
import { asksForText, entersBoth, passwordAnd, passwordEnrolling } from '../../support/scenarios';

/** Of the seeded user Tess. */
const NUMBER = '+15555550123';
const NEW_NUMBER = '+15555550188';

test('a phone is enrolled while signing in', { tag: ['@no-javascript', '@AJ-16', '@6.2.1'] }, async ({ person, org }) => {
  await org.policy(passwordEnrolling('phone'));
  await entersBoth(person, 'pat@example.com');
  await expect(person.title('Set up your phone')).toBeVisible();
  await asksForText(person, NEW_NUMBER);
  await expect(person.code).toBeVisible();
  await person.enters((await org.text(NEW_NUMBER)).code);
  await person.isGreeted('Pat');
});

test('a number that is no phone is refused, and another one does', { tag: ['@no-javascript', '@AJ-18', '@6.2.3'] }, async ({ person, org }) => {
  await org.policy(passwordEnrolling('phone'));
  await entersBoth(person, 'pat@example.com');
  await asksForText(person, '+12345');
  await expect(person.alert).toHaveText(person.tells('That is not a phone number that we can reach.'));
  await expect(person.field('Phone number')).toHaveAttribute('aria-invalid', 'true');
  await asksForText(person, NEW_NUMBER);
  await expect(person.code).toBeVisible();
});

test('after the password, a wrong code of a text message keeps the form', { tag: ['@no-javascript', '@AJ-17', '@6.2.4'] }, async ({ person, org }) => {
  await org.policy(passwordAnd('phone'));
  await entersBoth(person, 'tess@example.com');
  await asksForText(person);
  await expect(person.code).toBeVisible();
  const { code } = await org.text(NUMBER);
  await person.enters(code === '000000' ? '000001' : '000000');
  await expect(person.alert).toHaveText(person.tells('That code is not right, or no longer valid. Use the newest one and try again.'));
  await person.enters(code);
  await person.isGreeted('Tess');
});

test('after the password, the code of a text message signs in', { tag: ['@no-javascript', '@AJ-19', '@6.2.2'] }, async ({ person, org }) => {
  await org.policy(passwordAnd('phone'));
  await entersBoth(person, 'tess@example.com');
  await asksForText(person);
  await expect(person.code).toBeVisible();
  await person.enters((await org.text(NUMBER)).code);
  await person.isGreeted('Tess');
});
