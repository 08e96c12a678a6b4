import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';

import { search } from '../support/canary';
import type { Hit } from '../support/canary';
import { Evidence, hearConsole, readArchive, readFiles, watchMemories } from '../support/evidence';
import { expect, test } from '../support/fixtures';
import type { Org } from '../support/org';
import { Person, tellsWhenAwake } from '../support/person';
import type { Secret } from '../support/secrets';
import { secretsOf } from '../support/secrets';
import type { Server } from '../support/server';

/** The prefix of every secret of the org. */
const MARKER = 'Kanarie7Vogl';

/**
 * Data that the user types, opens or stores may be where the user put it. Everything else is a leak.
 * Handles, verifiers, tokens, secrets and keys have no exceptions.
 */
const THEIRS: { what: RegExp; at: RegExp; why: string }[] = [
  { what: /^cookie/, at: /^network, .*: (sent|answered) cookies$/, why: 'the browser keeps it; no script can read it' },
  { what: /^code/, at: /^network, POST \/api\/sign-in\/submit: sent$/, why: 'the person types the code of the mail' },
  { what: /^(code|state)/, at: /^network, GET \/login\/callback: address$/, why: 'the person clicks the link of the mail' },
  { what: /^(code|state)/, at: /^network, GET \/login\/callback: answered$/, why: 'the form that the person sends, or the code to type elsewhere' },
  { what: /^(code|state)/, at: /^network, POST \/api\/sign-in\/link: sent$/, why: 'the person presses "Continue"' },
  { what: /^code/, at: /^page, link in another browser: (markup|addresses)$/, why: 'the code is shown to be typed in the first browser' },
  { what: /^state/, at: /^page, link in another browser: addresses$/, why: 'the link itself, as the browser remembers having opened it' },
  { what: /^(code|state)/, at: /: (memory of the WebAssembly|heap of the scripts)$/, why: 'the browser has in memory what was typed and clicked' },
];

/** Hits without an exception. */
function leaks(hits: Hit[]): Hit[] {
  return hits.filter(({ secret, place }) => !THEIRS.some(({ what, at }) => what.test(secret) && at.test(place)));
}

/** Exceptions without a hit; whether memory still contains a value is random. */
function unused(hits: Hit[]): string[] {
  const needed = ({ what, at }: (typeof THEIRS)[number]) => hits.some(({ secret, place }) => what.test(secret) && at.test(place));
  return THEIRS.filter((exception) => !/memory/.test(exception.at.source) && !needed(exception)).map(({ why }) => why);
}

test.describe('with a marker in every secret', () => {
  test.setTimeout(150_000);

  test('no token, handle, verifier or code is anywhere in the browser, the log or the session file', { tag: ['@O4', '@O5', '@O10'] }, async ({
    browser,
    complaints,
    org,
    ownServer,
  }, testInfo) => {
    complaints.expect(/status of (404|4\d\d|5\d\d)/, /ERR_/);
    await ownServer.restart({ RUST_LOG: 'trace', OKTA_SCOPES: 'openid profile email offline_access' });
    await org.canaries(MARKER);
    const evidence = new Evidence();
    const archives: string[] = [];
    const cookies: string[] = [];
    const visitors: Person[] = [];

    /** A browser of its own, recorded from its first request on. */
    const visitor = async (): Promise<Person> => {
      const path = testInfo.outputPath(`browser-${archives.length}.har`);
      archives.push(path);
      const context = await browser.newContext({ recordHar: { path, content: 'embed', mode: 'full' } });
      await complaints.listenTo(context);
      await tellsWhenAwake(context);
      await watchMemories(context);
      hearConsole(context, evidence);
      context.on('response', async (response) => {
        const line = (await response.headerValue('set-cookie').catch(() => null)) ?? '';
        for (const [, value] of line.matchAll(/^usher(?:-device)?=([\w-]{20,})/gm)) cookies.push(value);
      });
      const person = new Person(await context.newPage(), true, org, ownServer.url);
      visitors.push(person);
      return person;
    };
    /** A username that has not yet reached the limit of emails per ten minutes. */
    const somebody = async (): Promise<string> => {
      const login = `visitor-${(people += 1)}@example.com`;
      await org.addPerson({ login, firstName: 'Ada', lastName: 'Lovelace', password: 'Correct-Horse-9' });
      return login;
    };
    let people = 0;
    const look = (person: Person, moment: string) => evidence.look(person.page, moment);

    // Resends the email at the very end, because half a minute must pass first.
    const patient = await visitor();
    await patient.asksForCode('pat@example.com');
    await look(patient, 'code asked for');

    await test.step('a code', async () => {
      const ada = await visitor();
      await ada.opens('/sign-in');
      await look(ada, 'sign-in');
      const { code } = await ada.names('ada@example.com');
      await ada.movesOn(() => ada.enters('000000'));
      await look(ada, 'wrong code');
      await ada.enters(code);
      await ada.isGreeted();
      await look(ada, 'home');
      await ada.button('Sign out').click();
      await expect(ada.page.getByText('You are signed out.')).toBeVisible();
      await look(ada, 'signed out');
    });

    await test.step('a link', async () => {
      const ada = await visitor();
      const mail = await ada.asksForCode();
      const stranger = await visitor();
      await stranger.page.goto(mail.link ?? '');
      await expect(stranger.title('Almost there')).toBeVisible();
      await look(stranger, 'link in another browser');
      const tab = await ada.newTab();
      await tab.page.goto(mail.link ?? '');
      await tab.isGreeted();
      await look(tab, 'home, by link');
      await expect(ada.title('Hello, Ada')).toBeVisible();
      await look(ada, 'home, of the tab that waited');
      await stranger.page.goto(`${ownServer.url}/login/callback?otp=000000&state=${'x'.repeat(43)}`);
      await look(stranger, 'link that does not work');
    });

    await test.step('an account that is made, and a password that is forgotten', async () => {
      const grace = await visitor();
      await grace.opens('/sign-up');
      await grace.button('Continue').click();
      await grace.field('First name').fill('Grace');
      await grace.field('Last name').fill('Hopper');
      await grace.field('Email').fill('grace@example.com');
      await look(grace, 'sign-up');
      await grace.button('Sign up').click();
      await expect(grace.code).toBeVisible();
      await grace.enters((await org.mail('grace@example.com')).code);
      await grace.isGreeted();
      await look(grace, 'home, after signing up');

      const forgetful = await visitor();
      const forgotten = await somebody();
      await forgetful.opens('/forgot-password');
      await forgetful.names(forgotten);
      await forgetful.enters((await org.mail(forgotten)).code);
      await forgetful.field('New password').fill('Brand-New-Horse-1');
      await look(forgetful, 'new password');
      await forgetful.button('Save').click();
      await forgetful.isGreeted();
    });

    await test.step('an org in trouble that repeats its secrets', async () => {
      const ada = await visitor();
      await ada.opens('/sign-in');
      const told = { errorCode: 'E0000009', errorSummary: `${MARKER}-summary`, message: `${MARKER}-message`, stateHandle: `02.${MARKER}` };
      await org.faults({ path: '/oauth2/default/v1/interact', status: 500, body: told, times: 3 });
      await ada.username.fill('ada@example.com');
      await ada.button('Next').click();
      await expect(ada.alert).toBeVisible();
      await look(ada, 'org answers 500');
      await org.faultless();
      for (const body of [told, `{"${MARKER}`, `<html>${MARKER}</html>`]) {
        await ada.names(await somebody());
        await org.faults({ path: '/idp/idx/challenge/answer', status: 500, body, times: 3 });
        await ada.code.fill('code 123456');
        await ada.button('Verify').click();
        await expect(ada.alert).toBeVisible();
        await org.faultless();
        await ada.button('Use a different username').click();
        await expect(ada.username).toBeVisible();
      }
      for (const idToken of ['wrong-nonce', 'wrong-signature', 'garbage']) {
        const { code } = await ada.asksForCode(await somebody());
        await org.faults({ idToken });
        await ada.enters(code);
        await expect(ada.alert).toHaveText(/so we did not sign you in/);
      }
      const { code } = await ada.asksForCode(await somebody());
      const refusal = { error: 'invalid_grant', error_description: `${MARKER} is spent` };
      await org.faults({ path: '/oauth2/default/v1/token', status: 400, body: refusal, times: 3 });
      await ada.enters(code);
      await expect(ada.alert).toBeVisible();
      await look(ada, 'tokens refused');
      await org.faultless();
    });

    await test.step('another mail', async () => {
      await expect(patient.button('Resend email')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 35_000 });
      await patient.button('Resend email').click();
      await patient.enters((await org.mail('pat@example.com', 2)).code);
      await patient.isGreeted();
      await look(patient, 'home, after another mail');
    });

    for (const { context } of visitors) await context.close();
    for (const archive of archives) evidence.add(...readArchive(archive, ownServer.url));
    const log = readFiles(ownServer.folder, /\.log$/);
    const store = readFiles(ownServer.folder, /\.sqlite3/);
    evidence.add(...log, ...store);

    const secrets = await everySecret(org, ownServer, cookies);
    expect(secrets.map(({ name }) => name)).toEqual(expect.arrayContaining(EXPECTED));
    expectToHaveLooked(evidence, log[0].text);
    const hits = search(evidence.pieces, secrets);
    expect(leaks(hits)).toEqual([]);
    expect(unused(hits), 'exceptions that nothing needs').toEqual([]);
  });
});

/** The secrets that a complete run must have collected. */
const EXPECTED = [
  'marker',
  'interaction_handle',
  'stateHandle',
  'interaction_code',
  'code_verifier',
  'code_challenge',
  'nonce',
  'client secret',
  'access_token',
  'id_token',
  'refresh_token',
  'session key',
  'cookie',
  'code',
  'state',
];

async function everySecret(org: Org, server: Server, cookies: string[]): Promise<Secret[]> {
  const secrets: Secret[] = [
    { name: 'marker', value: MARKER },
    { name: 'client secret', value: 'usher-web-local-secret' },
    { name: 'session key', value: server.key },
    { name: 'session key, decoded', value: Buffer.from(server.key, 'base64').toString('latin1') },
  ];
  for (const { name, value } of await secretsOf(org)) {
    const marked = value.includes(MARKER) || name.endsWith('_token');
    secrets.push(marked ? { name, value, plainly: true } : { name, value });
  }
  for (const { code } of await org.mails()) secrets.push({ name: 'code', value: code, plainly: true });
  for (const { sent } of await org.everyCall()) {
    const state = /(?:^|&)state=([^&]+)/.exec(sent);
    if (state) secrets.push({ name: 'state', value: state[1] });
  }
  expect(cookies.length, 'cookies that were set').toBeGreaterThan(5);
  for (const value of new Set(cookies)) secrets.push({ name: 'cookie', value });
  return secrets;
}

/** Checks that the search could have found something, because otherwise its result means nothing. */
function expectToHaveLooked(evidence: Evidence, log: string): void {
  const text = (place: RegExp) => evidence.pieces.filter((piece) => place.test(piece.place)).map((piece) => piece.text).join('\n');
  expect(log).toContain('"level":"DEBUG"');
  expect(log).toContain('sign_in.succeeded');
  expect(text(/: markup$/)).toContain('Hello, Ada');
  expect(text(/^network, GET \/: answered$/)).toContain('Ada Lovelace');
  expect(text(/^network, POST \/api\/sign-in\/submit: sent$/)).toContain('ada%40example.com');
  expect(text(/^network, .*: answered cookies$/)).toContain('usher=');
  expect(text(/: memory of the WebAssembly$/).length).toBeGreaterThan(1_000_000);
  expect(text(/: heap of the scripts$/)).toContain('instantiateStreaming');
  expect(text(/^file .*sqlite3/)).toContain('SQLite format 3');
}

test('a marker is found wherever it is planted', { tag: ['@O4', '@O5'] }, async ({ person, page, context, org, baseURL, browser }, testInfo) => {
  const planted = `${MARKER}Planted`;
  const evidence = new Evidence();
  hearConsole(context, evidence);
  await watchMemories(context);
  await org.canaries(MARKER);
  await person.signsIn();
  await person.opens('/');
  await person.button('Sign out').click();
  await person.isAwake();
  const [{ value: token }] = (await secretsOf(org)).filter(({ name }) => name === 'id_token');
  expect(token, 'it only shows inside base64').not.toContain(MARKER);
  await plant(page, planted, token);
  await evidence.look(page, 'planted');

  const path = testInfo.outputPath('planted.har');
  const recorded = await browser.newContext({ recordHar: { path, content: 'embed', mode: 'full' }, baseURL });
  const other = await recorded.newPage();
  await other.goto('/sign-in');
  await other.evaluate(async ([text, jwt]) => {
    await fetch(`/favicon.svg?${text}`, { headers: { 'x-planted': text }, method: 'GET' });
    await fetch('/favicon.svg', { method: 'POST', body: jwt });
  }, [planted, token]);
  await recorded.close();
  evidence.add(...readArchive(path, new URL(baseURL ?? '').origin));

  const places = [...new Set(search(evidence.pieces, [{ name: 'marker', value: MARKER }]).map(({ place }) => place))];
  expect(places.sort()).toEqual([
    'console',
    'network, GET /favicon.svg: address',
    'network, GET /favicon.svg: sent headers',
    'network, POST /favicon.svg: sent',
    'page, planted: heap of the scripts',
    'page, planted: indexed databases',
    'page, planted: local storage',
    'page, planted: markup',
    'page, planted: memory of the WebAssembly',
    'page, planted: session storage',
  ]);
  const forms = (text: string) => search([{ place: 'here', text }], [{ name: 'marker', value: MARKER }]).map(({ form }) => form);
  expect(forms(`${Buffer.from(`a ${MARKER}`).toString('hex')}`)).toEqual(['hexadecimal']);
  expect(forms(JSON.stringify([...Buffer.from(MARKER)]).replaceAll(',', ', '))).toEqual(['a list of bytes']);
  for (const before of ['', 'a', 'ab']) expect(forms(btoa(`${before}${MARKER}b`))).toHaveLength(1);
  expect(forms(createHash('sha256').update(MARKER).digest('base64'))).toEqual([]);
});

async function plant(page: Page, text: string, token: string): Promise<void> {
  await page.evaluate(
    async ([planted, jwt]) => {
      console.log(planted);
      localStorage.setItem('planted', jwt);
      sessionStorage.setItem('planted', planted);
      document.querySelector('main')?.setAttribute('data-planted', jwt);
      Object.assign(window, { planted: { text: `${planted}${Math.random()}` } });
      const memory = (window as unknown as { memories: WebAssembly.Memory[] }).memories[0];
      new TextEncoder().encodeInto(planted, new Uint8Array(memory.buffer, memory.buffer.byteLength - 100));
      await new Promise<void>((resolve) => {
        const opening = indexedDB.open('planted', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('planted').put(planted, 'planted');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
    },
    [text, token],
  );
}
