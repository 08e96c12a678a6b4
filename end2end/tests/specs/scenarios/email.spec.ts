import { expect, test } from '../../support/fixtures';
import { ANY_ONE, chooses, entersBoth, names, passwordAnd, SECRET } from '../../support/scenarios';

test('username first, then email: the code signs in', { tag: ['@no-javascript', '@AJ-9'] }, async ({ person, org }) => {
  await org.policy(ANY_ONE);
  await names(person, 'pat@example.com');
  await chooses(person, 'Email');
  await expect(person.title('Check your email')).toBeVisible();
  await person.enters((await org.mail('pat@example.com')).code);
  await person.isGreeted('Pat');
});

test('username first, then email: the link signs in', { tag: ['@no-javascript', '@AJ-10'] }, async ({ person, org }) => {
  await org.policy(ANY_ONE);
  await names(person, 'pat@example.com');
  await chooses(person, 'Email');
  await expect(person.code).toBeVisible();
  const tab = await person.newTab();
  await tab.follows(await org.mail('pat@example.com'));
  await tab.isGreeted('Pat');
});

test('username first, then the password', { tag: ['@no-javascript', '@AJ-11'] }, async ({ person, org }) => {
  await org.policy(ANY_ONE);
  await names(person, 'pat@example.com');
  await chooses(person, 'Password');
  await person.field('Password').fill(SECRET);
  await person.button('Verify').click();
  await person.isGreeted('Pat');
});

test('after the password, the link of the email signs in', { tag: ['@no-javascript', '@AJ-12'] }, async ({ person, org }) => {
  await org.policy(passwordAnd('email'));
  await entersBoth(person, 'pat@example.com');
  await expect(person.code).toBeVisible();
  const tab = await person.newTab();
  await tab.follows(await org.mail('pat@example.com'));
  await tab.isGreeted('Pat');
});

test('after the password, a wrong code keeps the form', { tag: ['@no-javascript', '@AJ-13', '@6.1.3'] }, async ({ person, org }) => {
  await org.policy(passwordAnd('email'));
  await entersBoth(person, 'pat@example.com');
  await expect(person.code).toBeVisible();
  const { code } = await org.mail('pat@example.com');
  await person.enters(code === '000000' ? '000001' : '000000');
  await expect(person.alert).toHaveText(person.tells('That code is not right, or no longer valid. Use the newest one and try again.'));
  await person.enters(code);
  await person.isGreeted('Pat');
});

test('after the password, the code of the email signs in', { tag: ['@no-javascript', '@AJ-14', '@6.1.2'] }, async ({ person, org }) => {
  await org.policy(passwordAnd('email'));
  await entersBoth(person, 'pat@example.com');
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('pat@example.com')).code);
  await person.isGreeted('Pat');
});
