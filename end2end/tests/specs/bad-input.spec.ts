import { expect, test } from '../support/fixtures';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };
const INTERNALS = /stateHandle|interactionHandle|errorSummary|E0000\d{3}|okta_|panicked|reqwest|\.rs\b|idx\.|undefined|null/;

/** Submits a username and stays on the resulting page. */
async function tries(person: Person, username: string): Promise<void> {
  await person.opens('/sign-in');
  await person.username.fill(username);
  await person.button('Next').click();
}

/** Checks that there is one clear error, announced once, without internal details. */
async function isTold(person: Person, text: string | RegExp): Promise<void> {
  await expect(person.alert).toHaveCount(1);
  await expect(person.alert).toHaveText(text);
  await expect(person.page.getByRole('main')).not.toHaveText(INTERNALS);
}

for (const [what, typed, kept, text] of [
  ['no username', '', '', 'Enter your username. This is usually your email address.'],
  ['only spaces', '   ', '', 'Enter your username. This is usually your email address.'],
  ['two at-signs', 'ada@example@com', 'ada@example@com', /^This looks incomplete/],
  ['a space inside', 'ada lovelace@example.com', 'ada lovelace@example.com', /^This looks incomplete/],
  ['a name around no address', 'Ada <ada@example>', 'Ada <ada@example>', /^This looks incomplete/],
  ['255 characters', `${'a'.repeat(243)}@example.com`, `${'a'.repeat(243)}@example.co`, 'That username is too long. Use at most 254 characters.'],
] as const) {
  test(`${what} is answered beside the field, and the org is not asked`, both, async ({ person, org }) => {
    await tries(person, typed);
    await isTold(person, text);
    await expect(person.username).toHaveValue(kept);
    await expect(person.username).toHaveAttribute('aria-invalid', 'true');
    await expect(person.username).toBeFocused();
    expect(await org.stats()).not.toHaveProperty('/idp/idx/identify');

    await person.names('ada@example.com');
  });
}

for (const typed of ['ada\u202e@exam\u200bple.com', 'Ada Lovelace <ada@example.com>', 'ada＠example。com', 'mailto:ada@example.com']) {
  test(`"${typed}" is read as the address in it, and shown so`, both, async ({ person }) => {
    await tries(person, typed);
    await expect(person.code).toBeVisible();
    await person.button('Use a different username').click();
    await expect(person.username).toHaveValue('ada@example.com');
  });
}

test('what looks incomplete is sent when it is sent once more', both, async ({ person }) => {
  await tries(person, 'ada@example');
  await isTold(person, 'This looks incomplete. Check it, or select Next again to use it.');
  await person.button('Next').click();
  await isTold(person, /^There is no account with the username ada@example\./);
});

for (const typed of ['12345', 'Your code is 123456 or 654321', 'code']) {
  test(`"${typed}" cannot be a code, which is told without asking the org`, both, async ({ person, org }) => {
    const { code } = await person.asksForCode();
    await person.code.fill(typed);
    await person.button('Verify').click();
    await isTold(person, /^The code has 6 digits\./);
    expect(await org.stats()).not.toHaveProperty('/idp/idx/challenge/answer');
    await person.code.fill(`Your code is ${code}.`);
    await person.button('Verify').click();
    await person.isGreeted();
  });
}

test('a username that is a book is refused, and the page still works', both, async ({ person, page, complaints }) => {
  complaints.expect(/status of 413/);
  await tries(person, 'a'.repeat(40_000));
  const said = page.getByText(/That username is too long|That did not work|We could not read what was sent/);
  await expect(said.filter({ visible: true }).first()).toBeVisible();
  await person.asksForCode('ada@example.com');
});

for (const [what, username, text] of [
  ['is markup', '<b>ada</b> <script>', 'There is no account with the username <b>ada</b> <script>. Check it, or sign up.'],
  ['nobody has', 'nobody@example.com', 'There is no account with the username nobody@example.com. Check it, or sign up.'],
  ['is locked', 'locked@example.com', /^This account is locked\./],
  ['is not assigned to the app', 'unassigned@example.com', 'Your account may not use this application. Ask your administrator for access.'],
] as const) {
  test(`a username that ${what} is answered beside the field and kept`, both, async ({ person }) => {
    await tries(person, username);
    await isTold(person, text);
    await expect(person.username).toHaveValue(username);
    await person.names('ada@example.com');
  });
}

test('a suspended account is told so, and somebody else can start again', both, async ({ person }) => {
  await tries(person, 'suspended@example.com');
  await isTold(person, 'You may not sign in here. Ask your administrator for access.');
  await person.button('Start again').click();
  const { code } = await person.names('ada@example.com');
  await person.enters(code);
  await person.isGreeted();
});

test('an org that hides who has an account is followed: a stranger sees the code step like everybody', both, async ({ person, page, org }) => {
  await org.policy('email-only', { enumerationPrevention: true });
  await tries(person, 'nobody@example.com');
  await expect(person.code).toBeVisible();
  await expect(page.getByText('n***y@example.com')).toBeVisible();
  expect(await org.mails('nobody@example.com')).toHaveLength(0);
  await person.enters('123456');
  await isTold(person, /^That code is not right/);
});

test('a wrong code keeps the step, and the right one still works', both, async ({ person }) => {
  const { code } = await person.asksForCode();
  await person.enters(code === '111111' ? '222222' : '111111');
  await isTold(person, 'That code is not right, or no longer valid. Use the newest one and try again.');
  await person.enters(code);
  await person.isGreeted();
});

test('no code at all is answered without asking the org', both, async ({ person, org }) => {
  await person.asksForCode();
  await person.button('Verify').click();
  await isTold(person, 'Enter the code.');
  expect(await org.stats()).not.toHaveProperty('/idp/idx/challenge/answer');
});

test('five wrong codes end the sign-in, and it starts again cleanly', both, async ({ person, org }) => {
  await person.asksForCode();
  for (const wrong of ['000001', '000002', '000003', '000004']) {
    await person.movesOn(() => person.enters(wrong));
    await expect(person.alert).toHaveText(/^That code is not right/);
  }
  await person.enters('000005');
  await isTold(person, /too often|too many/i);
  await person.page.getByRole('button', { name: /^(Start again|Use a different username)$/ }).click();
  await person.names('ada@example.com');
  await person.enters((await org.mail('ada@example.com', 2)).code);
  await person.isGreeted();
});

test('an expired code keeps the step', both, async ({ person, org }) => {
  const { code } = await person.asksForCode();
  await org.advance(301);
  await person.enters(code);
  await isTold(person, 'That code is not right, or no longer valid. Use the newest one and try again.');
  await expect(person.button('Resend email')).toBeVisible();
});

test('a code that was used signs nobody in a second time', both, async ({ person, org, stranger }) => {
  const { code } = await person.asksForCode();
  await person.enters(code);
  await person.isGreeted();
  const other = await stranger();
  await other.asksForCode('ada@example.com');
  await other.enters(code);
  await expect(other.alert).toHaveText(/^That code is not right/);
  expect((await org.stats())['/oauth2/default/v1/token']).toBe(1);
});

for (const [what, cookie] of [
  ['garbage', 'garbage'],
  ['a forged id', 'A'.repeat(43)],
  ['markup', '%3Cscript%3E'],
  ['four kilobytes', 'x'.repeat(4000)],
] as const) {
  test(`a cookie that is ${what} counts as none`, both, async ({ person, context, baseURL }) => {
    await context.addCookies([{ name: 'usher', value: cookie, url: baseURL ?? '' }]);
    await person.opens('/');
    await expect(person.page).toHaveURL('/sign-in');
    const { code } = await person.names('ada@example.com');
    await person.enters(code);
    await person.isGreeted();
  });
}

test('a cookie of somebody who signed out opens nothing', both, async ({ person, context, page }) => {
  await person.signsIn();
  const stolen = (await context.cookies()).filter((cookie) => cookie.name === 'usher');
  expect(stolen).toHaveLength(1);
  await person.button('Sign out').click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await context.addCookies(stolen);
  await page.goto('/');
  await expect(page).toHaveURL('/sign-in');
});

test('a cookie that is lost mid-way leads back to the start, with a word about it', both, async ({ person, context, page, complaints }) => {
  // A plain form without its cookie gets 403 and a fresh form.
  complaints.expect(/status of 403/);
  const { code } = await person.asksForCode();
  await context.clearCookies({ name: 'usher' });
  await person.enters(code);
  await expect(person.username).toBeVisible();
  if (person.scripted) {
    await expect(page.getByText('We lost track of that sign-in and have to start again. Select Next to continue.')).toBeVisible();
  }
  await person.enters((await person.names('ada@example.com')).code);
  await person.isGreeted();
});

for (const [what, query] of [
  ['without code and state', ''],
  ['with a state that nobody waits for', `?otp=123456&state=${'a'.repeat(43)}`],
  ['with markup for a code', `?otp=%3Cscript%3Ealert(1)%3C/script%3E&state=${'a'.repeat(43)}`],
  ['with two codes', `?otp=123456&otp=654321&state=${'a'.repeat(43)}`],
  ['with a state of four kilobytes', `?otp=123456&state=${'a'.repeat(4000)}`],
] as const) {
  test(`a link ${what} says that it does not work, and where to go`, both, async ({ person, page, complaints }) => {
    complaints.expect(/status of 404/);
    const answer = await page.goto(`/login/callback${query}`);
    expect(answer?.status()).toBe(404);
    await expect(person.title('This link does not work here')).toBeVisible();
    await expect(page.getByText('123456')).toHaveCount(0);
    await person.link('Back to sign in').click();
    await expect(page).toHaveURL('/sign-in');
  });
}

test('a link with the right state and a wrong code keeps the step', both, async ({ person, org }) => {
  const mail = await person.asksForCode();
  const link = new URL(await org.callback(mail));
  link.searchParams.set('otp', mail.code === '111111' ? '222222' : '111111');
  await person.page.goto(link.href);
  await person.continues();
  await isTold(person, /^That link no longer works\./);
  await person.enters(mail.code);
  await person.isGreeted();
});

test('an answer to a step that never was leads to where the sign-in stands', both, async ({ person, page }) => {
  const { code } = await person.asksForCode();
  await page.locator('form', { has: person.code }).locator('[name=step]').evaluate((input: HTMLInputElement) => {
    input.value = 'AAAAAAAAAAAAAAAA';
  });
  await person.code.fill(code.slice(0, 5));
  await person.button('Verify').click();
  if (person.scripted) {
    await expect(page.getByText('That page was out of date. This is the current step of your sign-in.')).toBeVisible();
  }
  await expect(person.code).toBeVisible();
  await person.enters(code);
  await person.isGreeted();
});

test('an address that leads nowhere says so and leads back', both, async ({ person, page, complaints }) => {
  complaints.expect(/status of 404/);
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(person.title('There is no such page')).toBeVisible();
  await person.link('Go to the start page').click();
  await expect(page).toHaveURL('/sign-in');
});
