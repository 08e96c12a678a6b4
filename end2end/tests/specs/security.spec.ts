import { expect, test } from '../support/fixtures';
import { secretsOf } from '../support/secrets';
import type { Page } from '@playwright/test';

const both = { tag: '@no-javascript' };

test('the session cookie is out of reach of scripts and of other sites', { tag: ['@no-javascript', '@C2'] }, async ({ person, context }) => {
  const cookie = async () => (await context.cookies()).find(({ name }) => name === 'usher');
  await person.opens('/sign-in');
  expect(await cookie(), 'nothing to remember yet').toBeUndefined();
  const mail = await person.names('ada@example.com');
  const before = await cookie();
  expect(before).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', domain: '127.0.0.1', expires: -1 });
  expect(before?.value).toMatch(/^[A-Za-z0-9_-]{43}$/);

  await person.enters(mail.code);
  await person.isGreeted();
  const after = await cookie();
  expect(after).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', domain: '127.0.0.1', expires: -1 });
  expect(after?.value, 'a new id at sign-in').not.toBe(before?.value);

  await context.addCookies(before ? [before] : []);
  await person.page.goto('/');
  await expect(person.page, 'the id from before opens nothing').toHaveURL('/sign-in');
});

test('the browser keeps nothing but cookies', async ({ person, page }) => {
  await person.signsIn();
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
  expect(kept).toEqual({ local: [], session: [], databases: [], caches: [], workers: 0, cookies: '' });
});

test('no token, handle, verifier or code of the org ever reaches the browser', { tag: ['@no-javascript', '@O4'] }, async ({ person, page, org }) => {
  const received: Promise<string>[] = [];
  page.on('response', (response) => {
    received.push(
      (async () => {
        const headers = await response.allHeaders();
        const body = await response.text().catch(() => '');
        return `${response.url()}\n${JSON.stringify(headers)}\n${body}`;
      })(),
    );
  });
  await person.asksForCode();
  await person.movesOn(() => person.enters('000000'));
  await person.enters((await org.mail('ada@example.com')).code);
  await person.isGreeted();
  await page.goto('/');

  const secrets = await secretsOf(org);
  expect(secrets.length, 'the org knows what to look for').toBeGreaterThanOrEqual(7);
  const all = (await Promise.all(received)).join('\n');
  expect(all).toContain('Ada Lovelace');
  for (const { name, value } of secrets) expect(all.includes(value), `${name} in what the browser got`).toBe(false);
});

test('each page has a policy with a nonce of its own, and every script carries it', { tag: ['@no-javascript', '@H1', '@H7'] }, async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ['/sign-in', '/sign-in', '/login/callback', '/no/such/page']) {
    const response = await request.get(path, { headers: { accept: 'text/html' } });
    const policy = response.headers()['content-security-policy'];
    const nonce = /'nonce-([A-Za-z0-9_+/=-]{22,})'/.exec(policy)?.[1] ?? '';
    expect(nonce).not.toBe('');
    nonces.add(nonce);
    const html = await response.text();
    for (const script of html.match(/<script\b[^>]*>/g) ?? []) expect(script).toContain(`nonce="${nonce}"`);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|http:|\*/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types default");
    expect(html).not.toMatch(/\sstyle="|\son[a-z]+="/);
  }
  expect(nonces.size).toBe(4);
});

for (const [what, method, path, status] of [
  ['a page', 'GET', '/sign-in', 200],
  ['a page that is not there', 'GET', '/no/such/page', 404],
  ['a file that is not there', 'GET', '/pkg/none.js', 404],
  ['a link that does not work', 'GET', '/login/callback?otp=1', 404],
  ['a refusal', 'POST', '/api/sign-in/submit', 403],
] as const) {
  test(`${what} carries the security headers`, both, async ({ request }) => {
    const form = method === 'POST' ? { step: 'none' } : undefined;
    const response = await request.fetch(path, { method, form, maxRedirects: 0 });
    expect(response.status()).toBe(status);
    expect(response.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(response.headers()['referrer-policy']).toMatch(/^(same-origin|no-referrer)$/);
    expect(response.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(response.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(response.headers()).not.toHaveProperty('server');
  });
}

test('a link on another site finds the person signed in', { tag: ['@no-javascript', '@C3'] }, async ({ person, page, otherSite, baseURL }) => {
  await person.signsIn();
  await page.goto(await otherSite(`<title>Elsewhere</title><a href="${baseURL}/">To the app</a>`));
  await person.link('To the app').click();
  await person.isGreeted();
});

test('a link on another site finds the step that waits', both, async ({ person, page, otherSite, baseURL }) => {
  const { code } = await person.asksForCode();
  await page.goto(await otherSite(`<title>Elsewhere</title><a href="${baseURL}/sign-in">To the app</a>`));
  await person.link('To the app').click();
  await expect(person.code).toBeVisible();
  await person.isAwake();
  await person.enters(code);
  await person.isGreeted();
});

test('a form on another site changes nothing', both, async ({ person, page, org, otherSite, baseURL, complaints }) => {
  complaints.expect(/status of 403/, /sandboxed/);
  await person.signsIn();
  const form = (action: string, fields: string) =>
    `<title>Elsewhere</title><form method="post" action="${baseURL}${action}">${fields}<button>Win</button></form>`;
  await page.goto(await otherSite(form('/api/sign-out', '')));
  const answer = page.waitForResponse('**/api/sign-out');
  await person.button('Win').click();
  expect((await answer).status()).toBe(403);
  await page.goto('/');
  await person.isGreeted();
  expect(await org.stats()).not.toHaveProperty('/oauth2/default/v1/revoke');
});

test('another site cannot show the app in a frame', async ({ page, otherSite, baseURL, complaints }) => {
  // The frame is cross-site, so it may not read the response to its report either.
  complaints.expect(/frame-ancestors|Framing|X-Frame-Options|frame/i, /_csp\)$/);
  await page.goto(await otherSite(`<title>Elsewhere</title><iframe title="app" src="${baseURL}/sign-in"></iframe>`));
  await expect(page.frameLocator('iframe').getByLabel('Username')).toHaveCount(0);
});

test('whoever came for a page of this site is led there after signing in', both, async ({ person, page }) => {
  await person.opens('/sign-in?return_to=/%3Fhere%3D1');
  await person.enters((await person.names('ada@example.com')).code);
  await expect(person.title('Hello, Ada')).toBeVisible();
  await expect(page).toHaveURL('/?here=1');
});

for (const target of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/%2f/evil.example/..//']) {
  test(`nobody is led to ${target} after signing in`, both, async ({ person }) => {
    await person.opens(`/sign-in?return_to=${encodeURIComponent(target)}`);
    await person.enters((await person.names('ada@example.com')).code);
    await person.isGreeted();
  });
}

test('signing out clears what the site may have stored', both, async ({ person, page }) => {
  await person.signsIn();
  const answer = page.waitForResponse('**/api/sign-out');
  await person.button('Sign out').click();
  expect((await (await answer).allHeaders())['clear-site-data']).toBe('"storage"');
  await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('nothing is loaded from anywhere else', { tag: ['@no-javascript', '@S9'] }, async ({ person, page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await person.signsIn();
  expect([...new Set(asked)]).toEqual([baseURL]);
});

test('nothing is left on the page of the code but what the person may know', both, async ({ person, page }) => {
  await person.asksForCode();
  await expectNothingHidden(page);
  await person.enters('000000');
  await expect(person.alert).toBeVisible();
  await expectNothingHidden(page);
});

/** Step ids and CSRF tokens are opaque; everything else in the markup is text of the catalogue. */
async function expectNothingHidden(page: Page): Promise<void> {
  const hidden = await page.locator('input[type=hidden]').evaluateAll((inputs: HTMLInputElement[]) =>
    inputs.filter(({ value }) => value.length > 0).map(({ name }) => name),
  );
  expect([...new Set(hidden)].filter((name) => name !== 'token').sort()).toEqual(['action', 'step']);
  const html = await page.content();
  expect(html).not.toMatch(/eyJ[A-Za-z0-9_-]{10}|02\.[A-Za-z0-9_~-]{16}|stateHandle|interaction/);
}
