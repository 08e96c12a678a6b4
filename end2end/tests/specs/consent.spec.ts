import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('access is allowed by one button, for the scopes that are ticked', both, async ({ person, page, org }) => {
  await org.policy('consent');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await expect(page.getByRole('checkbox', { name: 'View your profile information.' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'View your email address.' }).uncheck();
  await person.button('Allow access').click();
  await person.isGreeted('Ada');
});

test('access is refused by the other button, and the sign-in ends', both, async ({ person, org }) => {
  await org.policy('consent');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await person.button('Don’t allow').click();
  await expect(person.title('You don’t have access')).toBeVisible();
  await person.button('Start again').click();
  await expect(person.username).toBeVisible();
});
