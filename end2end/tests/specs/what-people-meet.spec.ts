import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('who blocks cookies is told before an email is sent, and goes on once they are allowed', both, async ({ person, wire, org, complaints }) => {
  complaints.expect(/status of 403/);
  const visitor = person.at(wire.url);
  wire.change(({ headers, markup }) => {
    delete headers['set-cookie'];
    return { headers, markup };
  });
  await visitor.opens('/sign-in');
  await visitor.username.fill('ada@example.com');
  await visitor.button('Next').click();
  await expect(visitor.alert).toHaveText(visitor.tells('Your browser did not send our cookie'));
  await expect(visitor.username).toHaveValue('ada@example.com');
  expect(await org.mails()).toHaveLength(0);

  wire.change((page) => page);
  await visitor.opens('/sign-in');
  await visitor.names('ada@example.com');
});

test('another name of the same machine leads to the site itself, and the link of the email works', both, async ({ person, page, ownServer }) => {
  const visitor = person.at(ownServer.url);
  await page.goto(`http://localhost:${ownServer.port}/sign-in`);
  await visitor.isAwake();
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
  const mail = await visitor.names('ada@example.com');
  const tab = await visitor.newTab();
  await tab.follows(mail);
  await tab.isGreeted();
});

test('what looks mistyped is asked about once, and sent when it is meant', both, async ({ person, org }) => {
  await org.addPerson({ login: 'ada@intranet', email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron' });
  await person.opens('/sign-in');
  await person.username.fill('ada@intranet');
  await person.button('Next').click();
  await expect(person.username).toHaveAttribute('aria-invalid', 'true');
  await expect(person.username).toHaveValue('ada@intranet');
  expect((await org.stats())['/oauth2/default/v1/interact']).toBeUndefined();
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
});

test('an address is taken out of what it was copied with, and shown', both, async ({ person, page }) => {
  await person.opens('/sign-in');
  await person.username.fill('Ada Lovelace <ADA@example.com>,\u200b');
  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await person.button('Use a different username').click();
  await expect(person.username).toHaveValue(/^ada@example\.com$/i);
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
});

for (const [how, typed] of [
  ['in full-width digits', (code: string) => [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')],
  ['in Arabic digits', (code: string) => [...code].map((digit) => String.fromCodePoint(0x0660 + Number(digit))).join('')],
  ['in a sentence', (code: string) => `Your code is ${code}.`],
] as const) {
  test(`a code ${how} signs in`, both, async ({ person, org }) => {
    const { code } = await person.asksForCode();
    await person.enters(typed(code));
    await person.isGreeted();
    expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
  });
}

test('what cannot be a code costs nothing and is told', both, async ({ person, org }) => {
  const { code } = await person.asksForCode();
  for (const typed of [code.slice(0, 5), 'hello there']) {
    await person.code.fill(typed);
    await person.button('Verify').click();
    await expect(person.code).toHaveAttribute('aria-invalid', 'true');
  }
  expect((await org.stats())['/idp/idx/challenge/answer']).toBeUndefined();
  await person.enters(code);
  await person.isGreeted();
});

test('whoever typed the right code is told why the org refuses, although accounts are hidden', both, async ({ person, page, ownServer, org }) => {
  await ownServer.restart({ USHER_ENUMERATION_PREVENTION: 'true' });
  const visitor = person.at(ownServer.url);
  const { code } = await visitor.asksForCode();
  const links = [{ url: 'https://help.example/devices', label: 'Register this device' }];
  await org.refuse('proven', { messages: [{ key: 'access_denied.device', text: 'Your device is not registered.', links }] });
  await visitor.enters(code);
  await expect(page.getByText('Your device is not registered.')).toBeVisible();
  await expect(visitor.link('Register this device')).toHaveAttribute('href', 'https://help.example/devices');
});

test('an org that refuses the app says so, with what an administrator needs', both, async ({ person, page, ownServer, org, complaints, picture }) => {
  complaints.expect(/status of 503/);
  await ownServer.restart({ USHER_ENUMERATION_PREVENTION: 'true' });
  const visitor = person.at(ownServer.url);
  await visitor.opens('/sign-in');
  await org.refuse('interact', { error: 'unauthorized_client', errorDescription: 'The grant is not enabled.' });
  await visitor.username.fill('ada@example.com');
  await visitor.button('Next').click();
  await expect(page.getByText(visitor.tells('Contact your administrator.'))).toBeVisible();
  await picture(page, 'misconfigured');
  await org.faultless();
  await visitor.button('Try again').click();
  await expect(visitor.code).toBeVisible();
});

test('the page that somebody came for survives signing up', both, async ({ person, page, complaints }) => {
  complaints.expect(/status of 404/);
  await person.opens('/sign-in?return_to=%2Freports%3Fid%3D7');
  await person.link('Sign up').click();
  await person.isAwake();
  await person.button('Continue').click();
  await person.field('First name').fill('Grace');
  await person.field('Last name').fill('Hopper');
  await person.field('Email').fill('grace@example.com');
  await person.button('Sign up').click();
  await expect(person.code).toBeVisible();
  await person.enters((await person.mailTo('grace@example.com')).code);
  await expect(page).toHaveURL(/\/reports\?id=7$/);
});

test('a link with a full stop behind it signs in, and a broken one leads back to the sign-in that waits', both, async ({ person, org, complaints }) => {
  complaints.expect(/status of 404/);
  const mail = await person.asksForCode();
  const callback = await org.callback(mail);
  const tab = await person.newTab();
  await tab.page.goto(callback.slice(0, callback.indexOf('state=') + 8));
  await expect(tab.page.getByRole('link').or(tab.page.getByRole('button')).first()).toBeVisible();
  await tab.page.getByRole('link').first().click();
  await tab.isAwake();
  await expect(tab.code).toBeVisible();
  await tab.page.goto(`${callback}.`);
  await tab.continues();
  await tab.isGreeted();
});
