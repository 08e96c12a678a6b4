import { expect, test } from '../../support/fixtures';
import { PASSWORD_ONLY, SECRET } from '../../support/scenarios';

test('an account is activated by the link of its email', { tag: ['@no-javascript', '@AJ-39'] }, async ({ person, org }) => {
  await org.policy({ ...PASSWORD_ONLY, enrollment: { required: ['password'] } });
  await org.addPerson({ login: 'mary@example.com', firstName: 'Mary', lastName: 'Moe', status: 'staged' });
  await person.opens(`/sign-in?${await org.tokenQuery('mary@example.com', 'activation')}`);
  await expect(person.title('Activate your account')).toBeVisible();
  await person.button('Continue').click();
  await person.field('Password').fill(SECRET);
  await person.button('Save').click();
  await person.isGreeted('Mary');
});
