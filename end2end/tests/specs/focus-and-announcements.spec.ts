import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('the focus is in the first field of each step', both, async ({ person }) => {
  await person.opens('/sign-in');
  await expect(person.username).toBeFocused();
  const mail = await person.names('ada@example.com');
  await expect(person.code).toBeFocused();
  await person.button('Use a different username').click();
  await expect(person.username).toBeFocused();
  expect(mail.kind).toBe('sign-in');
});

test('somebody who only has a keyboard signs in', both, async ({ person, page, org }) => {
  await person.opens('/sign-in');
  await expect(person.username).toBeFocused();
  await page.keyboard.type('ada@example.com');
  await page.keyboard.press('Enter');
  await expect(person.code).toBeFocused();
  const { code } = await org.mail('ada@example.com');
  await page.keyboard.type(code);
  if (!person.scripted) await page.keyboard.press('Enter');
  await person.isGreeted();
});

test('an error is announced, tied to its field, and has the focus', both, async ({ person, page }) => {
  await person.opens('/sign-in');
  await person.username.fill('nobody@example.com');
  await person.button('Next').click();
  const alert = person.alert;
  await expect(alert).toHaveCount(1);
  await expect(alert).toHaveText(person.tells('There is no account with the username nobody@example.com. Check it, or sign up.'));
  await expect(person.username).toHaveAttribute('aria-invalid', 'true');
  await expect(person.username).toHaveAccessibleDescription(person.tells('There is no account with the username'));
  await expect(person.username).toHaveValue('nobody@example.com');
  await expect(person.username).toBeFocused();
  await expect(page.getByRole('region')).toMatchAriaSnapshot(`
    - heading "${person.says('Sign in')}" [level=1]
    - textbox "${person.says('Username')}": nobody@example.com
    - alert: /${person.tells('There is no account with the username').source}/
    - button "${person.says('Next')}"
  `);
});

test('a wrong code is announced, tied to its field, and has the focus', both, async ({ person }) => {
  await person.asksForCode();
  await person.enters('000000');
  const alert = person.alert;
  await expect(alert).toHaveText(person.tells('That code is not right, or no longer valid. Use the newest one and try again.'));
  await expect(person.code).toHaveAttribute('aria-invalid', 'true');
  await expect(person.code).toHaveAccessibleDescription(person.tells('That code is not right'));
  await expect(person.code).toBeFocused();
});

test('a wrong code stays in its field, selected, so that it can be compared and typed over', async ({ person, page }) => {
  await person.asksForCode();
  await person.enters('000000');
  await expect(person.alert).toContainText(person.tells('That code is not right'));
  await expect(person.code).toHaveValue('000000');
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('000000');
});

test('where there is no field, the focus is on the heading', async ({ person }) => {
  await person.opens('/sign-in');
  await person.username.fill('suspended@example.com');
  await person.button('Next').click();
  await expect(person.title('You don’t have access')).toBeFocused();
});

test('the focus ring can be seen', both, async ({ person, page }) => {
  await person.opens('/sign-in');
  for (const target of [person.username, person.button('Next'), person.link('Sign up')]) {
    await target.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
    await expect(target).toHaveCSS('outline-style', 'solid');
    await expect(target).toHaveCSS('outline-width', '3px');
    await expect(target).toHaveCSS('outline-offset', '2px');
  }
});
