import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('a reload shows the same step, which goes on', both, async ({ person, page }) => {
  const mail = await person.asksForCode();
  await page.reload();
  await person.isAwake();
  await expect(person.title('Check your email')).toBeVisible();
  await person.enters(mail.code);
  await person.isGreeted();
});

test('coming back to the address shows the same step', both, async ({ person, page, complaints }) => {
  complaints.expect(/status of 404/);
  const mail = await person.asksForCode();
  await page.goto('/somewhere-else');
  await page.goto('/');
  await person.isAwake();
  await expect(page).toHaveURL('/sign-in');
  await person.enters(mail.code);
  await person.isGreeted();
});

test('the back button shows the same step, which goes on', both, async ({ person, page, complaints }) => {
  complaints.expect(/status of 404/);
  const mail = await person.asksForCode();
  await page.goto('/somewhere-else');
  await page.goBack();
  await expect(person.title('Check your email')).toBeVisible();
  await person.isAwake();
  await person.enters(mail.code);
  await person.isGreeted();
});

test('the back button after signing in leads to the start page, not to a dead form', both, async ({ person, page }) => {
  await page.goto('about:blank');
  await person.signsIn();
  await page.goto('/?somewhere=else');
  await page.goBack();
  await person.isGreeted();
  await page.goBack();
  await expect(page).toHaveURL(/\/$|about:blank/);
  await expect(person.code).toHaveCount(0);
});

test('a second tab shows the same step, and either can go on', both, async ({ person }) => {
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  await tab.opens('/sign-in');
  await expect(tab.title('Check your email')).toBeVisible();
  await tab.enters(mail.code);
  await tab.isGreeted();
  await person.opens('/sign-in');
  await person.isGreeted();
});

test('the first tab follows when the code is entered in a second one', async ({ person }) => {
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  await tab.opens('/sign-in');
  await tab.enters(mail.code);
  await tab.isGreeted();
  await expect(person.greeting).toBeVisible({ timeout: 2000 });
});

test('the same code sent from two tabs signs in both', both, async ({ person, org }) => {
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  await tab.opens('/sign-in');
  await tab.enters(mail.code);
  await tab.isGreeted();
  await person.page.goto('/sign-in');
  await person.isGreeted();
  expect((await org.stats())['/oauth2/default/v1/token']).toBe(1);
});

test('a tab that is out of date says so and shows where the sign-in stands', both, async ({ person, page, context }) => {
  await person.opens('/sign-in');
  const tab = await person.newTab();
  const mail = await tab.asksForCode();
  // The first tab still asks for the username; a new sign-in from it would invalidate the code.
  await person.username.fill('pat@example.com');
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await tab.page.reload();
  await tab.isAwake();
  await expect(tab.page.getByText('p***t@example.com')).toBeVisible();
  await expect(page.getByText('p***t@example.com')).toBeVisible();
  expect(mail.code).toMatch(/^\d{6}$/);
  expect(await context.cookies()).toHaveLength(2);
});

test('an answer to a step that another tab has left behind changes nothing', both, async ({ person, page, org, complaints }) => {
  complaints.expect(/ERR_FAILED/);
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  // The first tab must not receive the event, as if it were suspended.
  await page.route('**/api/sign-in/events*', (route) => route.abort());
  await page.route('**/api/sign-in/current', (route) => route.abort());
  await page.reload();
  await person.isAwake();
  await tab.opens('/sign-in');
  await tab.button('Use a different username').click();
  await expect(tab.username).toBeVisible();

  await person.enters(mail.code);
  await expect(person.username).toHaveValue('ada@example.com');
  expect((await org.stats())['/idp/idx/challenge/answer']).toBeUndefined();
});

test('"Use a different username" goes back, with the username to correct', both, async ({ person, page }) => {
  await person.asksForCode('pat@example.com');
  await person.button('Use a different username').click();
  await expect(person.title('Sign in')).toBeVisible();
  await expect(person.username).toHaveValue('pat@example.com');
  const mail = await person.names('ada@example.com');
  await expect(page.getByText('a***a@example.com')).toBeVisible();
  await person.enters(mail.code);
  await person.isGreeted('Ada');
});

test('two people sign in with two browsers and do not meet', both, async ({ person, stranger }) => {
  const other = await stranger();
  const [ada, pat] = [await person.asksForCode('ada@example.com'), await other.asksForCode('pat@example.com')];
  await other.enters(pat.code);
  await person.enters(ada.code);
  await person.isGreeted('Ada');
  await other.isGreeted('Pat');
});
