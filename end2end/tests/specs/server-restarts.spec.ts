import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };
/** Browsers' errors about a server that is down. */
const DOWN = [/ERR_CONNECTION_(REFUSED|RESET)/, /ERR_INCOMPLETE_CHUNKED_ENCODING/, /ERR_EMPTY_RESPONSE/];

test.describe('killed and started again', both, () => {
  // A browser may request the icon or reopen its event stream at any time, also while the server is
  // down.
  test.beforeEach(({ complaints }) => complaints.expect(...DOWN));

  test('before the username is sent, the server takes it', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    await visitor.opens('/sign-in');
    await ownServer.restart();
    const { code } = await visitor.names('ada@example.com');
    await visitor.enters(code);
    await visitor.isGreeted();
  });

  test('before the code is sent, the server takes it', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    const { code } = await visitor.asksForCode();
    await ownServer.restart();
    await visitor.enters(code);
    await visitor.isGreeted();
  });

  test('after a wrong code, the server takes the right one', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    const { code } = await visitor.asksForCode();
    await visitor.movesOn(() => visitor.enters('000000'));
    await ownServer.restart();
    await visitor.enters(code);
    await visitor.isGreeted();
  });

  test('while the mail is on its way, the link still signs in', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    const mail = await visitor.asksForCode();
    await ownServer.restart();
    const tab = await visitor.newTab();
    await tab.follows(mail);
    await tab.isGreeted();
    if (visitor.scripted) await visitor.isGreeted();
  });

  test('while the mail is on its way, another browser still gets the code to type', async ({ person, stranger, ownServer }) => {
    const visitor = person.at(ownServer.url);
    const mail = await visitor.asksForCode();
    await ownServer.restart();
    const other = await stranger();
    await other.page.goto(mail.link ?? '');
    await expect(other.title('Almost there')).toBeVisible();
    await expect(other.page.getByText(mail.code, { exact: true })).toBeVisible();
  });

  test('in the middle of signing up, the server goes on', async ({ person, org, ownServer }) => {
    const visitor = person.at(ownServer.url);
    await visitor.opens('/sign-up');
    await visitor.button('Continue').click();
    await expect(visitor.field('First name')).toBeVisible();
    await ownServer.restart();
    await visitor.field('First name').fill('Grace');
    await visitor.field('Last name').fill('Hopper');
    await visitor.field('Email').fill('grace@example.com');
    await visitor.button('Sign up').click();
    await expect(visitor.code).toBeVisible();
    await ownServer.restart();
    await visitor.enters((await org.mail('grace@example.com')).code);
    await visitor.isGreeted('Grace');
  });

  test('after signing in, the person is still signed in', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    await visitor.signsIn();
    await ownServer.restart();
    await visitor.page.reload();
    await visitor.isGreeted('Ada');
    await visitor.button('Sign out').click();
    await expect(visitor.page.getByText('You are signed out.')).toBeVisible();
  });

  test('after signing out, the person stays signed out', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    await visitor.signsIn();
    await visitor.button('Sign out').click();
    await expect(visitor.page.getByText('You are signed out.')).toBeVisible();
    await ownServer.restart();
    await visitor.page.goto(`${ownServer.url}/`);
    await expect(visitor.page).toHaveURL(`${ownServer.url}/sign-in`);
  });

  test('while the server is down, what was typed stays, and its return is enough', async ({ person, ownServer }) => {
    const visitor = person.at(ownServer.url);
    const { code } = await visitor.asksForCode();
    await ownServer.kill();
    await visitor.code.fill(code);
    if (visitor.scripted) {
      await expect(visitor.alert).toHaveText(/^We could not reach the server\./);
      await expect(visitor.code).toHaveValue(code);
    }
    await ownServer.start();
    await visitor.button('Verify').click();
    await visitor.isGreeted();
  });
});
