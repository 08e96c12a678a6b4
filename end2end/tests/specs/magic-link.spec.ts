import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };
const ANSWER = '/idp/idx/challenge/answer';

test('the link signs in, in the browser that asked for it', { tag: ['@no-javascript', '@K26'] }, async ({ person }) => {
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  await tab.follows(mail);
  await tab.isGreeted('Ada');
});

test('the link signs in when it is opened in the waiting tab itself', both, async ({ person }) => {
  const mail = await person.asksForCode();
  await person.follows(mail);
  await person.isGreeted('Ada');
});

test('the waiting tab notices by itself within two seconds', async ({ person }) => {
  const mail = await person.asksForCode();
  const tab = await person.newTab();
  await tab.follows(mail);
  await tab.isGreeted();
  await expect(person.greeting).toBeVisible({ timeout: 2000 });
});

test('the address bar and the history do not keep the code', { tag: ['@O10'] }, async ({ person, page, stranger, org }) => {
  const mail = await person.asksForCode();
  await person.follows(mail);
  await person.isGreeted();
  await page.goBack();
  await person.isGreeted();
  expect(page.url()).not.toContain(mail.code);

  const other = await stranger();
  const { code, link } = await (await stranger()).asksForCode('pat@example.com');
  await other.page.goto(link ?? '');
  await expect(other.page.getByText(code)).toBeVisible();
  await expect(other.page).toHaveURL('/login/callback');
  expect((await org.stats())[ANSWER]).toBe(1);
});

test('in another browser the link shows the code to type, and signs nobody in there', { tag: ['@no-javascript', '@O8'] }, async ({ person, stranger }) => {
  const mail = await person.asksForCode();
  const other = await stranger();
  await other.page.goto(mail.link ?? '');
  await expect(other.title('Almost there')).toBeVisible();
  await expect(other.page.getByText(other.tells('Go back there and enter this code.'))).toBeVisible();
  await expect(other.page.getByText(mail.code, { exact: true })).toBeVisible();
  await expect(other.button(/./)).toHaveCount(0);
  await other.opens('/');
  await expect(other.page).toHaveURL('/sign-in');
  await expect(other.username).toBeVisible();

  await person.enters(mail.code);
  await person.isGreeted();
});

test('mail scanners use nothing up, however often they fetch the link', both, async ({ person, page, org }) => {
  const mail = await person.asksForCode();
  const link = mail.link ?? '';
  const callback = await org.callback(mail);
  for (let times = 0; times < 50; times += 1) {
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(callback, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
  }
  // A browser that prefetches a link sends its cookies.
  expect((await page.request.get(callback)).status()).toBe(200);
  expect((await org.stats())[ANSWER]).toBeUndefined();

  await person.follows(mail);
  await person.isGreeted();
  expect((await org.stats())[ANSWER]).toBe(1);
});

test('a scanner that runs scripts uses nothing up either', async ({ person, stranger, org }) => {
  const mail = await person.asksForCode();
  const scanner = await stranger();
  await scanner.page.goto(mail.link ?? '');
  await expect(scanner.title('Almost there')).toBeVisible();
  expect((await org.stats())[ANSWER]).toBeUndefined();
  await person.follows(mail);
  await person.isGreeted();
});

test('a link that has done its work leads in where it signed in, and shows no code elsewhere', both, async ({ person, org, stranger, complaints }) => {
  complaints.expect(/status of 404/, /status of 410/);
  const mail = await person.asksForCode();
  const callback = await org.callback(mail);
  await person.follows(mail);
  await person.isGreeted();

  const other = await stranger();
  const answer = await other.page.goto(callback);
  expect(answer?.status()).toBe(404);
  await expect(other.title('This link does not work here')).toBeVisible();
  await expect(other.page.getByText(mail.code)).toHaveCount(0);
  await person.page.goto(callback);
  await person.isGreeted();
});

test('a link whose time is over leaves the step as it is, with a word about it', both, async ({ person, org }) => {
  const mail = await person.asksForCode();
  const callback = await org.callback(mail);
  await org.advance(301);
  await person.page.goto(callback);
  await person.continues();
  await expect(person.alert).toContainText(person.tells('That link no longer works. Enter the newest code, or ask for another email.'));
  await expect(person.code).toBeVisible();
});

test('the link of somebody else does not sign in the browser that opens it', { tag: ['@no-javascript', '@O8'] }, async ({ person, stranger }) => {
  const foreign = await (await stranger()).asksForCode('pat@example.com');
  const own = await person.asksForCode('ada@example.com');
  const tab = await person.newTab();
  await tab.page.goto(foreign.link ?? '');
  await expect(tab.title('Almost there')).toBeVisible();
  await person.enters(own.code);
  await person.isGreeted('Ada');
});

test('a link in the web page of a mailbox, on another site, signs in', both, async ({ person, otherSite }) => {
  const mail = await person.asksForCode();
  const mailbox = await otherSite(`<title>Mail</title><h1>Mail</h1><a href="${mail.link}">Sign in</a>`);
  const tab = await person.newTab();
  await tab.page.goto(mailbox);
  await tab.page.getByRole('link', { name: 'Sign in' }).click();
  await tab.continues();
  await tab.isGreeted('Ada');
});
