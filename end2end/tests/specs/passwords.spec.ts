import { expect, test } from '../support/fixtures';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };
const PASSWORD = 'Correct-Horse-9';

async function names(person: Person, username: string): Promise<void> {
  await person.opens('/sign-in');
  await person.username.fill(username);
  await person.button('Next').click();
}

async function chooses(person: Person, way: string): Promise<void> {
  await expect(person.title('Choose how to verify')).toBeVisible();
  await person.page.getByRole('radio', { name: way }).check();
  await person.button('Continue').click();
}

test('with an e-mail or a password, people choose', both, async ({ person, page, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await expect(page.getByRole('region')).toMatchAriaSnapshot(person.aria(`
    - heading "Choose how to verify" [level=1]
    - paragraph: Select one of these options.
    - radiogroup "Authenticator":
      - radio "Email p***t@example.com"
      - radio "Password"
    - button "Continue"
    - button "Use a different username"
  `));
  await chooses(person, 'Password');
  await expect(person.title('Enter your password')).toBeVisible();
  await person.field('Password').fill(PASSWORD);
  await person.button('Verify').click();
  await person.isGreeted('Pat');
});

test('somebody who chose the mail gets a code', both, async ({ person, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await chooses(person, 'Email');
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('pat@example.com')).code);
  await person.isGreeted();
});

test('whoever chose one way can still take the other', both, async ({ person, page, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await chooses(person, 'Email');
  await expect(person.code).toBeVisible();
  await person.button('Verify with something else').click();
  await chooses(person, 'Password');
  await person.field('Password').fill(PASSWORD);
  await person.button('Verify').click();
  await person.isGreeted();
});

test('whoever has only one way is not asked to choose', both, async ({ person, org }) => {
  await org.policy('email-or-password');
  await person.asksForCode('ada@example.com');
  await person.enters((await org.mail('ada@example.com')).code);
  await person.isGreeted();
});

test('nothing chosen is said so', both, async ({ person, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await expect(person.title('Choose how to verify')).toBeVisible();
  await person.button('Continue').click();
  await expect(person.alert).toHaveText(person.tells('Choose one of the options.'));
});

test('with a password and an e-mail, both are asked for', both, async ({ person, page, org }) => {
  await org.policy('password-and-email');
  await names(person, 'pat@example.com');
  await chooses(person, 'Password');
  await person.field('Password').fill(PASSWORD);
  await person.button('Verify').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('pat@example.com')).code);
  await person.isGreeted();
});

test('a wrong password is said so and is not kept', both, async ({ person, page, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await chooses(person, 'Password');
  const field = person.field('Password');
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveAttribute('autocomplete', 'current-password');
  await field.fill('wrong');
  await person.button('Verify').click();
  await expect(person.alert).toContainText(person.tells('That password is not right. Try again.'));
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
});

test('a password can be forgotten where it is asked for', both, async ({ person, page, org }) => {
  await org.policy('email-or-password');
  await names(person, 'pat@example.com');
  await chooses(person, 'Password');
  await person.button('Forgot your password?').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('pat@example.com')).code);
  await person.field('New password').fill('Brand-New-Horse-1');
  await person.button('Save').click();
  await person.isGreeted();
});

test('an org that asks for username and password together gets them together', both, async ({ person, page, org }) => {
  await org.policy('password-first');
  await names(person, 'pat@example.com');
  await expect(person.field('Password')).toBeVisible();
  await expect(person.username).toHaveValue('pat@example.com');
  await person.field('Password').fill('wrong');
  await person.button('Next').click();
  await expect(person.alert).toContainText(person.tells('That did not match. Check what you entered and try again.'));
  await expect(person.username).toHaveValue('pat@example.com');
  await person.field('Password').fill(PASSWORD);
  await person.button('Next').click();
  await person.isGreeted('Pat');
});

test('somebody without a password, where one is needed, is told so', both, async ({ person, org }) => {
  await org.policy('password-and-email');
  await names(person, 'ada@example.com');
  await expect(person.alert).toHaveText(person.tells('Your account has nothing that this application accepts.'));
  await expect(person.button('Start again')).toBeVisible();
});
