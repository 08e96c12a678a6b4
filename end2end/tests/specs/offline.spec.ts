import { expect, test } from '../support/fixtures';

const UNREACHABLE = 'We could not reach the server. What you entered is still here: check your connection and try again.';

test('without a connection a username stays in its field, and the page says what is wrong', { tag: ['@K25'] }, async ({ person, context, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  await person.opens('/sign-in');
  await context.setOffline(true);
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await expect(person.alert).toHaveText(UNREACHABLE);
  await expect(person.username).toHaveValue('ada@example.com');

  await context.setOffline(false);
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await expect(person.alert).toHaveCount(0);
});

test('without a connection a code stays in its field, and the page says what is wrong', { tag: ['@K25'] }, async ({ person, context, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const { code } = await person.asksForCode();
  await context.setOffline(true);
  await person.enters(code);
  await expect(person.alert).toHaveText(UNREACHABLE);
  await expect(person.code).toHaveValue(code);

  await context.setOffline(false);
  await person.button('Verify').click();
  await person.isGreeted();
});

test('the message about the connection goes when the next try begins', async ({ person, context, org, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const { code } = await person.asksForCode();
  await context.setOffline(true);
  await person.enters(code);
  await expect(person.alert).toHaveText(UNREACHABLE);
  await context.setOffline(false);
  await org.faults({ path: '/idp/idx/challenge/answer', delayMs: 700 });
  await person.button('Verify').click();
  await expect(person.alert).toHaveCount(0);
  await person.isGreeted();
});
