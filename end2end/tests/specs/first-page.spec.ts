import { expect, test } from '../support/fixtures';
import type { Org, Policy } from '../support/org';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };
const PASSWORD = 'Correct-Horse-9';

/** Sets a policy, and begins one sign-in under it, from which the server learns the org's first page. */
async function teaches(person: Person, org: Org, policy: Policy): Promise<void> {
  await org.policy(policy);
  await person.opens('/sign-in');
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await expect(person.page.locator('[data-step*="."]')).toHaveCount(0);
  await person.context.clearCookies();
}

test('username and password are asked for together where the org does so', both, async ({ person, page, org }) => {
  await teaches(person, org, 'password-first');
  await person.opens('/sign-in');
  await expect(person.username).toHaveAttribute('autocomplete', /username/);
  await expect(person.field('Password')).toHaveAttribute('autocomplete', 'current-password');
  await person.username.fill('pat@example.com');
  await person.field('Password').fill('wrong');
  await person.button('Next').click();
  await expect(person.alert).toContainText(person.tells('That did not match. Check what you entered and try again.'));
  await expect(person.username).toHaveValue('pat@example.com');
  await expect(person.field('Password')).toHaveValue('');
  await person.field('Password').fill(PASSWORD);
  await person.button('Next').click();
  await person.isGreeted('Pat');
  await page.context().clearCookies();
  await teaches(person, org, 'email-only');
  await person.opens('/sign-in');
  await expect(person.field('Password')).toHaveCount(0);
});

test('a locked account is unlocked from a page of its own', both, async ({ person, page, org }) => {
  await teaches(person, org, 'email-only');
  await person.opens('/sign-in');
  await person.link('Unlock your account').click();
  await expect(page).toHaveURL('/unlock');
  await expect(person.title('Unlock your account')).toBeVisible();
  await person.isAwake();
  await person.username.fill('locked@example.com');
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('locked@example.com')).code);
  await expect(person.code).toHaveCount(0);
});

test('a username is remembered where its user wants that, and forgotten when the box is unticked', both, async ({ person, page }) => {
  const box = page.getByRole('checkbox', { name: person.says('Remember my username') });
  await person.opens('/sign-in');
  await expect(box).not.toBeChecked();
  await box.check();
  await person.names('ada@example.com');
  await person.button('Use a different username').click();
  await expect(person.username).toHaveValue('ada@example.com');

  await page.context().clearCookies({ name: /usher$/ });
  await person.opens('/sign-in');
  await expect(person.username).toHaveValue('ada@example.com');
  await expect(box).toBeChecked();
  await box.uncheck();
  await person.button('Next').click();
  await expect(person.code).toBeVisible();

  await page.context().clearCookies({ name: /usher$/ });
  await person.opens('/sign-in');
  await expect(person.username).toHaveValue('');
  await expect(box).not.toBeChecked();
});
