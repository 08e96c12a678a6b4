import { expect, test } from '../support/fixtures';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };

/** Opens sign-up from the sign-in page, up to the form for the profile. */
async function opensTheForm(person: Person): Promise<void> {
  await person.opens('/sign-in');
  await person.link('Sign up').click();
  await expect(person.page).toHaveURL('/sign-up');
  await expect(person.title('Sign up')).toBeVisible();
  await person.isAwake();
  await person.button('Continue').click();
  await expect(person.field('First name')).toBeVisible();
}

async function fillsIn(person: Person, first: string, last: string, email: string): Promise<void> {
  await person.field('First name').fill(first);
  await person.field('Last name').fill(last);
  await person.field('Email').fill(email);
  await person.button('Sign up').click();
}

test('somebody new signs up and is signed in', { tag: ['@no-javascript', '@K26'] }, async ({ person, page, org }) => {
  await opensTheForm(person);
  await expect(page.getByRole('region')).toMatchAriaSnapshot(person.aria(`
    - heading "Sign up" [level=1]
    - textbox "First name"
    - textbox "Last name"
    - textbox "Email"
    - button "Sign up"
    - button "Cancel"
  `));
  await fillsIn(person, 'Grace', 'Hopper', 'grace@example.com');
  await expect(person.code).toBeVisible();
  const mail = await org.mail('grace@example.com');
  expect(mail.kind).toBe('sign-up');
  await person.enters(mail.code);
  await person.isGreeted('Grace');

  await person.button('Sign out').click();
  await person.enters((await person.names('grace@example.com')).code);
  await person.isGreeted('Grace');
});

test('somebody new finishes by the link of the mail', both, async ({ person, org }) => {
  await opensTheForm(person);
  await fillsIn(person, 'Grace', 'Hopper', 'grace@example.com');
  await expect(person.code).toBeVisible();
  const tab = await person.newTab();
  await tab.follows(await org.mail('grace@example.com'));
  await tab.isGreeted('Grace');
});

test('each field says what is wrong with it, and keeps what was typed', both, async ({ person, page }) => {
  await opensTheForm(person);
  await fillsIn(person, 'Grace', 'Hopper', 'grace at example');
  await expect(person.alert).toHaveText(person.tells('That is not an email address.'));
  await expect(person.field('Email')).toHaveAttribute('aria-invalid', 'true');
  await expect(person.field('Email')).toBeFocused();
  await expect(person.field('First name')).toHaveValue('Grace');
  await expect(person.field('Last name')).toHaveValue('Hopper');
  await expect(person.field('Email')).toHaveValue('grace at example');
});

test('a field left empty is named', both, async ({ person, page }) => {
  await opensTheForm(person);
  await fillsIn(person, '', 'Hopper', 'grace@example.com');
  await expect(person.alert).toHaveText(person.tells('Fill in “First name”.'));
  await expect(person.field('First name')).toBeFocused();
  await expect(person.field('Last name')).toHaveValue('Hopper');
  await expect(person.field('Email')).toHaveValue('grace@example.com');
});

test('an address that has an account is told so', both, async ({ person }) => {
  await opensTheForm(person);
  await fillsIn(person, 'Ada', 'Lovelace', 'ada@example.com');
  await expect(person.alert).toHaveText(person.tells('There is already an account with this'));
});

test('signing up can be cancelled', both, async ({ person, page }) => {
  await opensTheForm(person);
  await person.button('Cancel').click();
  await expect(person.title('Sign in')).toBeVisible();
  await person.enters((await person.names('ada@example.com')).code);
  await person.isGreeted('Ada');
  await expect(page).toHaveURL('/');
});

test('the sign-up page leads back to the sign-in page', both, async ({ person, page }) => {
  await person.opens('/sign-up');
  await person.link('Back to sign in').click();
  await expect(page).toHaveURL('/sign-in');
  await expect(person.username).toBeVisible();
});

test('an org that needs passwords asks for one', both, async ({ person, page, org }) => {
  await org.policy('password-and-email');
  await opensTheForm(person);
  await person.field('Password').fill('short');
  await fillsIn(person, 'Grace', 'Hopper', 'grace@example.com');
  await expect(person.alert).toHaveText(person.tells('This password does not meet the requirements below.'));
  await expect(person.field('Password')).toHaveAttribute('autocomplete', 'new-password');
  await expect(person.field('Password')).toHaveValue('');
  await person.field('Password').fill('Nanosecond-1906');
  await fillsIn(person, 'Grace', 'Hopper', 'grace@example.com');
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('grace@example.com')).code);
  await person.isGreeted('Grace');
});
