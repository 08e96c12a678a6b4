import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('attributes of every type are asked for, judged at their fields, and kept by the org', both, async ({ person, page, org }) => {
  await org.policy('sign-up-profile');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await expect(person.title('Complete your profile')).toBeVisible();
  await page.getByLabel('Country code').selectOption('DE');
  await person.field('Birthday').fill('1990-12-31');
  await person.button('Continue').click();
  await expect(person.alert).toHaveText('Fill in “Plan”.');
  await expect(person.field('Birthday')).toHaveValue('1990-12-31');
  await person.option('Free').check();
  await page.getByRole('checkbox', { name: 'Boats' }).check();
  await person.button('Continue').click();
  await person.isGreeted('Ada');
});
