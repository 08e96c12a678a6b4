import { expect } from './fixtures';
import type { OwnPolicy } from './org';
import type { Person } from './person';

// Policies as Okta's scenarios name them. `R` is a required authenticator, `O` an optional one.

/** "Password as the only factor": username and password on one page. */
export const PASSWORD_ONLY: OwnPolicy = { first_page: ['identifier', 'password'], authentication: [['password']] };

/** "Any one factor", with the authenticators email R and password O. */
export const ANY_ONE: OwnPolicy = {
  authentication: [['email', 'password']],
  enrollment: { required: ['email'], optional: ['password'] },
};

/** "Password + another factor", which the user has. */
export function passwordAnd(factor: string): OwnPolicy {
  return { ...PASSWORD_ONLY, authentication: [['password'], [factor]] };
}

/** Password, and a factor R that the user has to enroll. */
export function passwordEnrolling(factor: string): OwnPolicy {
  return { ...PASSWORD_ONLY, enrollment: { required: ['password', factor] } };
}

export const SECRET = 'Correct-Horse-9';
export const NEW_SECRET = 'Nanosecond-1906';

/** Submits a username alone, where the org asks for nothing else. */
export async function names(person: Person, username: string): Promise<void> {
  await person.opens('/sign-in');
  await person.username.fill(username);
  await person.button('Next').click();
}

/** Opens the sign-in page, and submits a username and a password. */
export async function entersBoth(person: Person, username: string, password = SECRET): Promise<void> {
  await person.opens('/sign-in');
  await submitsBoth(person, username, password);
}

/** Submits a username and a password, whether the first page asks for both or the second one for the password. */
export async function submitsBoth(person: Person, username: string, password = SECRET): Promise<void> {
  const field = person.field('Password');
  await person.username.fill(username);
  if (!(await field.isVisible())) await person.button('Next').click();
  await field.fill(password);
  await person.button('Next').or(person.button('Verify')).click();
}

/** Chooses an authenticator by its label; the address or number beside it may differ. */
export async function chooses(person: Person, label: string): Promise<void> {
  await person.page.getByRole('radio', { name: label }).check();
  await person.button('Continue').click();
}

/** Asks for a code by text message, to a new number or to the one that the org knows. */
export async function asksForText(person: Person, number?: string): Promise<void> {
  await person.option(person.says('Text message')).check();
  if (number) await person.field('Phone number').fill(number);
  await person.button('Send code').click();
}

/** Chooses a question from the list, or makes one up, and answers it. */
export async function setsQuestion(person: Person, kind: 'listed' | 'own'): Promise<void> {
  if (kind === 'listed') {
    await person.option('Choose a security question').check();
    const question = person.page.getByRole('combobox', { name: person.says('Question'), exact: true });
    await question.selectOption('What did you earn your first medal or award for?');
  } else {
    await person.option('Create my own security question').check();
    await person.field('Your question').fill('Where did we meet?');
  }
  await person.field('Answer').fill('the old mill');
  await person.button('Save').click();
}

/** Signs up as Grace up to what the org asks for after the profile; the org may want a password at once. */
export async function signsUp(person: Person, email = 'grace@example.com'): Promise<void> {
  await person.opens('/sign-in');
  await person.link('Sign up').click();
  await expect(person.page).toHaveURL('/sign-up');
  await person.isAwake();
  await person.button('Continue').click();
  await person.field('First name').fill('Grace');
  await person.field('Last name').fill('Hopper');
  await person.field('Email').fill(email);
  const password = person.field('Password');
  if (await password.isVisible()) await password.fill(NEW_SECRET);
  await person.button('Sign up').click();
}

/** Opens the sign-in page again, signed out. */
export async function signsOut(person: Person): Promise<void> {
  await person.button('Sign out').click();
  await expect(person.text('You are signed out.')).toBeVisible();
}
