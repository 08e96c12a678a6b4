// The emulated org against Okta's own JavaScript SDK, unmodified, from Node.
//
// What this SDK accepts from the emulated org, it accepts from Okta; so whoever signs in against the emulated org
// speaks Okta's protocol and not a dialect that two halves of one project agreed on.
//
// LOCAL_ORG_URL says where the org is. Time in the org is moved, never waited for.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from '@playwright/test';
import { OktaAuth } from '@okta/okta-auth-js';

const ORG = process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100';
const REDIRECT_URI = 'http://127.0.0.1:3000/login/callback';

/** Keeps what the SDK stores for one browser, so that two browsers do not see each other's sign-ins. */
class Browser {
  #entries = new Map();

  storage() {
    return {
      getItem: (key) => this.#entries.get(key) ?? null,
      setItem: (key, value) => void this.#entries.set(key, value),
      removeItem: (key) => void this.#entries.delete(key),
    };
  }

  /** A fresh SDK client, as after a reload, over what this browser has stored. */
  client(settings = {}) {
    const storageProvider = this.storage();
    return new OktaAuth({
      issuer: `${ORG}/oauth2/default`,
      clientId: 'usher-web',
      clientSecret: 'usher-web-local-secret',
      redirectUri: REDIRECT_URI,
      scopes: ['openid', 'profile', 'email'],
      pkce: true,
      idx: { enableLegacyMode: true },
      storageManager: {
        token: { storageProvider },
        cache: { storageProvider },
        transaction: { storageProvider },
        'shared-transaction': { storageProvider },
        'original-uri': { storageProvider },
      },
      ...settings,
    });
  }
}

async function control(method, path, body) {
  const response = await fetch(`${ORG}/_local/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} /_local/${path} answers ${response.status}`);
  return response.json();
}

/** The newest mail to `address`; exactly `count` of them must have been sent since the last reset. */
async function newestMail(address, count) {
  const mails = await control('GET', `mail?to=${encodeURIComponent(address)}`);
  assert.equal(mails.length, count, `mails to ${address}`);
  return mails[0];
}

/** Follows the link in a mail to where the org sends the browser: the query of the app's callback. */
async function callbackOf(mail) {
  const response = await fetch(mail.link, { redirect: 'manual' });
  assert.ok([302, 303, 307].includes(response.status), `the link answers ${response.status}`);
  const target = new URL(response.headers.get('location'));
  assert.equal(target.origin + target.pathname, REDIRECT_URI);
  return target.search;
}

function messageKeys(transaction) {
  return (transaction.messages ?? []).map((message) => message.i18n?.key);
}

/** Checks the tokens that the SDK has accepted: it compares issuer, audience, nonce, signature and at_hash itself. */
function assertSignedIn(transaction, email) {
  assert.equal(transaction.status, 'SUCCESS', JSON.stringify(transaction.messages));
  const { idToken, accessToken } = transaction.tokens;
  assert.equal(idToken.claims.email, email);
  assert.equal(idToken.claims.iss, `${ORG}/oauth2/default`);
  assert.ok(accessToken.accessToken.split('.').length === 3, 'the access token is a JWT');
}

/** A code that is certainly another one than `code`. */
function wrong(code) {
  return code === '000000' ? '000001' : '000000';
}

/** The code of an authenticator app at the org's time (RFC 6238). */
async function totp(secret) {
  const { now } = await control('GET', 'clock');
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.parse(now) / 30_000)));
  const tag = createHmac('sha1', key).update(step).digest();
  const code = (tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}

test.beforeEach(() => control('POST', 'reset'));
// The next run must find the org as it was.
test.afterEach(() => control('POST', 'reset'));

test('a code from the mail signs a confidential client in', { tag: ['@W2'] }, async () => {
  const auth = new Browser().client();
  const challenged = await auth.idx.authenticate({ username: 'ada@example.com' });
  assert.equal(challenged.status, 'PENDING');
  assert.equal(challenged.nextStep.name, 'challenge-authenticator');
  assert.equal(challenged.nextStep.authenticator.key, 'okta_email');
  assert.equal(challenged.nextStep.canResend, true);

  const { code } = await newestMail('ada@example.com', 1);
  const done = await auth.idx.proceed({ verificationCode: code });
  assertSignedIn(done, 'ada@example.com');

  const user = await auth.token.getUserInfo(done.tokens.accessToken, done.tokens.idToken);
  assert.equal(user.sub, done.tokens.idToken.claims.sub);
});

test('a code from the mail signs a public client in', async () => {
  const auth = new Browser().client({ clientId: 'usher-spa', clientSecret: undefined });
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);
  assertSignedIn(await auth.idx.proceed({ verificationCode: code }), 'ada@example.com');
});

test('the link in the mail signs in where the sign-in was begun, even after a reload', { tag: ['@W2'] }, async () => {
  const browser = new Browser();
  await browser.client().idx.authenticate({ username: 'ada@example.com' });
  const search = await callbackOf(await newestMail('ada@example.com', 1));

  const reloaded = browser.client();
  assert.ok(reloaded.idx.isEmailVerifyCallback(search));
  const done = await reloaded.idx.handleEmailVerifyCallback(search);
  assertSignedIn(done, 'ada@example.com');
});

test('the link in another browser signs nobody in and asks the org for nothing', async () => {
  const browser = new Browser();
  const waiting = browser.client();
  await waiting.idx.authenticate({ username: 'ada@example.com' });
  const mail = await newestMail('ada@example.com', 1);
  const search = await callbackOf(mail);
  const before = await control('GET', 'stats');

  await assert.rejects(new Browser().client().idx.handleEmailVerifyCallback(search), {
    name: 'EmailVerifyCallbackError',
    otp: mail.code,
  });
  assert.deepEqual(await control('GET', 'stats'), before);

  const done = await waiting.idx.proceed({ verificationCode: mail.code });
  assertSignedIn(done, 'ada@example.com');
});

test('opening the link again and again uses nothing up', async () => {
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const mail = await newestMail('ada@example.com', 1);
  const first = await callbackOf(mail);
  assert.equal(await callbackOf(mail), first);
  assertSignedIn(await auth.idx.handleEmailVerifyCallback(first), 'ada@example.com');
});

test('a wrong code keeps the form and the right one still signs in', async () => {
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);

  const refused = await auth.idx.proceed({ verificationCode: wrong(code) });
  assert.equal(refused.status, 'PENDING');
  assert.equal(refused.requestDidSucceed, false);
  assert.deepEqual(messageKeys(refused), ['api.authn.error.PASSCODE_INVALID']);

  assertSignedIn(await auth.idx.proceed({ verificationCode: code }), 'ada@example.com');
});

test('a resent mail carries a new code and ends the old one', async () => {
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const first = await newestMail('ada@example.com', 1);

  await control('POST', 'clock', { advanceSeconds: 31 });
  const resent = await auth.idx.proceed({ resend: true });
  assert.equal(resent.status, 'PENDING');
  assert.equal(resent.nextStep.name, 'challenge-authenticator');
  const second = await newestMail('ada@example.com', 2);
  assert.notEqual(second.code, first.code);

  const stale = await auth.idx.proceed({ verificationCode: first.code });
  assert.deepEqual(messageKeys(stale), ['api.authn.error.PASSCODE_INVALID']);
  assertSignedIn(await auth.idx.proceed({ verificationCode: second.code }), 'ada@example.com');
});

test('a stranger signs up with a name and a proven address, and can sign in afterwards', async () => {
  const email = 'grace@example.com';
  const auth = new Browser().client();
  const asked = await auth.idx.register({ firstName: 'Grace', lastName: 'Hopper', email });
  const challenged =
    asked.nextStep?.name === 'select-authenticator-enroll'
      ? await auth.idx.proceed({ authenticator: 'okta_email' })
      : asked;
  assert.equal(challenged.status, 'PENDING', JSON.stringify(challenged.messages));
  assert.equal(challenged.nextStep.name, 'enroll-authenticator');
  const { code } = await newestMail(email, 1);
  const done = await auth.idx.proceed({ verificationCode: code });
  assertSignedIn(done, email);
  assert.equal(done.tokens.idToken.claims.name, 'Grace Hopper');

  const again = new Browser().client();
  await again.idx.authenticate({ username: email });
  const next = await newestMail(email, 2);
  assertSignedIn(await again.idx.proceed({ verificationCode: next.code }), email);
});

test('an address that is taken is refused at sign-up', async () => {
  const auth = new Browser().client();
  const refused = await auth.idx.register({
    firstName: 'Ada',
    lastName: 'Again',
    email: 'ada@example.com',
  });
  assert.equal(refused.status, 'PENDING');
  assert.equal(refused.nextStep.name, 'enroll-profile');
  assert.deepEqual(messageKeys(refused), ['registration.error.notUniqueWithinOrg']);
});

test('a forgotten password is replaced after a code, and the new one signs in', async () => {
  const email = 'pat@example.com';
  const password = 'Another-Horse-42';
  await control('POST', 'policy', { name: 'password-first' });

  const auth = new Browser().client();
  const asked = await auth.idx.recoverPassword({ username: email });
  const challenged =
    asked.nextStep?.name === 'select-authenticator-authenticate'
      ? await auth.idx.proceed({ authenticator: 'okta_email' })
      : asked;
  assert.equal(challenged.status, 'PENDING', JSON.stringify(challenged.messages));
  assert.equal(challenged.nextStep.name, 'challenge-authenticator');
  const { code } = await newestMail(email, 1);
  const reset = await auth.idx.proceed({ verificationCode: code });
  assert.equal(reset.nextStep.name, 'reset-authenticator');

  const short = await auth.idx.proceed({ password: 'short' });
  assert.equal(short.status, 'PENDING');
  assert.deepEqual(messageKeys(short), ['password.passwordRequirementsNotMet']);
  assertSignedIn(await auth.idx.proceed({ password }), email);

  const old = await new Browser().client().idx.authenticate({ username: email, password: 'Correct-Horse-9' });
  assert.notEqual(old.status, 'SUCCESS');
  const fresh = await new Browser().client().idx.authenticate({ username: email, password });
  assertSignedIn(fresh, email);
});

// How the SDK takes each kind of error. An emulated org whose errors it took otherwise would not be Okta's equal.

const ANSWER = '/idp/idx/challenge/answer';
const INTROSPECT = '/idp/idx/introspect';
const INTERACT = '/oauth2/default/v1/interact';
const TOKEN = '/oauth2/default/v1/token';
const HTML = '<html>Bad gateway</html>';

/** An IDX answer without a next step. */
function ended(key) {
  const message = { class: 'ERROR', i18n: { key }, message: 'Said on request.' };
  return { version: '1.0.0', messages: { type: 'array', value: [message] } };
}

/** The next call to `path` goes wrong. */
function fail(path, fault) {
  return control('POST', 'faults', { path, ...fault });
}

/** A client at the question for the code, and the code. */
async function challenged() {
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);
  return { auth, code, answer: () => auth.idx.proceed({ verificationCode: code }) };
}

/** What a start that meets a fault comes to. */
async function startAgainst(path, fault) {
  await fail(path, fault);
  return new Browser().client().idx.authenticate({ username: 'ada@example.com' });
}

test('a code by text message or by call signs in after a password', async () => {
  await control('POST', 'policy', { name: 'password-and-phone' });
  for (const methodType of ['sms', 'voice']) {
    const auth = new Browser().client();
    const asked = await auth.idx.authenticate({ username: 'tess@example.com', password: 'Correct-Horse-9' });
    assert.equal(asked.nextStep.name, 'authenticator-verification-data');
    assert.deepEqual(asked.nextStep.inputs.find(({ name }) => name === 'methodType').options.map(({ value }) => value), ['sms', 'voice']);
    const challenged = await auth.idx.proceed({ methodType });
    assert.equal(challenged.nextStep.name, 'challenge-authenticator');
    assert.equal(challenged.nextStep.authenticator.key, 'phone_number');
    const [{ code, channel }] = await control('GET', 'messages');
    assert.equal(channel, methodType);
    assertSignedIn(await auth.idx.proceed({ verificationCode: code }), 'tess@example.com');
  }
});

test('a phone is enrolled with its number', async () => {
  await control('POST', 'policy', { name: 'phone-required' });
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);
  const asked = await auth.idx.proceed({ verificationCode: code });
  assert.equal(asked.nextStep.name, 'authenticator-enrollment-data');
  const wrong = await auth.idx.proceed({ methodType: 'sms', phoneNumber: '12' });
  assert.deepEqual(messageKeys(wrong), ['api.factors.error.sms.invalid_phone']);
  const challenged = await auth.idx.proceed({ methodType: 'sms', phoneNumber: '+15555550188' });
  assert.equal(challenged.nextStep.name, 'enroll-authenticator');
  const [message] = await control('GET', 'messages?channel=sms');
  assertSignedIn(await auth.idx.proceed({ verificationCode: message.code }), 'ada@example.com');
});

test('an authenticator app is enrolled, and its code signs in', async () => {
  await control('POST', 'policy', { name: 'google-otp-required' });
  const enrolling = new Browser().client();
  await enrolling.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);
  const offered = await enrolling.idx.proceed({ verificationCode: code });
  assert.equal(offered.nextStep.name, 'enroll-authenticator');
  const { sharedSecret, qrcode } = offered.nextStep.authenticator.contextualData;
  assert.match(qrcode.href, /^data:image\/png;base64,/);
  assertSignedIn(await enrolling.idx.proceed({ verificationCode: await totp(sharedSecret) }), 'ada@example.com');

  await control('POST', 'policy', { name: 'google-otp' });
  await control('POST', 'clock', { advanceSeconds: 30 });
  const auth = new Browser().client();
  const challenged = await auth.idx.authenticate({ username: 'ada@example.com' });
  assert.equal(challenged.nextStep.authenticator.key, 'google_otp');
  assertSignedIn(await auth.idx.proceed({ verificationCode: await totp(sharedSecret) }), 'ada@example.com');
});

/** The code of the newest message to `to`, however it came. */
async function newestCode(to) {
  const [{ code }] = await control('GET', `messages?to=${encodeURIComponent(to)}`);
  return code;
}

/** Puts a policy without a name in force. */
function policy(policy) {
  return control('POST', 'policy', { policy });
}

/** Adds a user of the name of Otto with what is listed. */
function otto(more) {
  return control('POST', 'users', { login: 'otto@example.com', firstName: 'Otto', lastName: 'Token', ...more });
}

test('a password and a code from the mail sign in one after the other', async () => {
  await control('POST', 'policy', { name: 'password-and-email' });
  const auth = new Browser().client();
  const asked = await auth.idx.authenticate({ username: 'pat@example.com' });
  assert.equal(asked.nextStep.name, 'select-authenticator-authenticate');
  assert.deepEqual(asked.nextStep.inputs[0].options.map(({ value }) => value), ['okta_password', 'okta_email']);
  const password = await auth.idx.proceed({ authenticator: 'okta_password' });
  assert.equal(password.nextStep.authenticator.key, 'okta_password');
  const refused = await auth.idx.proceed({ password: 'wrong' });
  assert.deepEqual(messageKeys(refused), ['incorrectPassword']);
  const challenged = await auth.idx.proceed({ password: 'Correct-Horse-9' });
  assert.equal(challenged.nextStep.authenticator.key, 'okta_email');
  const { code } = await newestMail('pat@example.com', 1);
  assertSignedIn(await auth.idx.proceed({ verificationCode: code }), 'pat@example.com');
});

test('the answer to a security question signs in', async () => {
  await control('POST', 'policy', { name: 'security-question' });
  const auth = new Browser().client();
  const asked = await auth.idx.authenticate({ username: 'quinn@example.com' });
  assert.equal(asked.nextStep.authenticator.key, 'security_question');
  const refused = await auth.idx.proceed({ credentials: { questionKey: 'disliked_food', answer: 'kale' } });
  assert.deepEqual(messageKeys(refused), ['invalid.answer']);
  const credentials = { questionKey: 'disliked_food', answer: 'okra' };
  assertSignedIn(await auth.idx.proceed({ credentials }), 'quinn@example.com');
});

for (const [what, answer] of [
  ['of the list', { questionKey: 'disliked_food', answer: 'okra' }],
  ["of the user's own", { questionKey: 'custom', question: 'Where?', answer: 'the old mill' }],
]) {
  test(`a security question ${what} is set up`, async () => {
    await control('POST', 'policy', { name: 'security-question-required' });
    const auth = new Browser().client();
    await auth.idx.authenticate({ username: 'ada@example.com' });
    const { code } = await newestMail('ada@example.com', 1);
    const asked = await auth.idx.proceed({ verificationCode: code });
    assert.equal(asked.nextStep.name, 'enroll-authenticator');
    assertSignedIn(await auth.idx.proceed(answer), 'ada@example.com');
  });
}

for (const [what, finish] of [
  ['is skipped', (auth) => auth.idx.proceed({ skip: true })],
  [
    'is set up',
    async (auth) => {
      const asked = await auth.idx.proceed({ authenticator: 'okta_password' });
      assert.equal(asked.nextStep.name, 'enroll-authenticator');
      return auth.idx.proceed({ password: 'Another-Horse-42' });
    },
  ],
]) {
  test(`a password that is optional at sign-up ${what}`, async () => {
    await policy({ enrollment: { required: ['email'], optional: ['password'] } });
    const email = 'grace@example.com';
    const auth = new Browser().client();
    await auth.idx.register({ firstName: 'Grace', lastName: 'Hopper', email });
    const offered = await auth.idx.proceed({ verificationCode: await newestCode(email) });
    assert.equal(offered.nextStep.name, 'select-authenticator-enroll');
    assert.equal(offered.nextStep.canSkip, true);
    assertSignedIn(await finish(auth), email);
  });
}

test('an account is unlocked by a code from the mail', async () => {
  const email = 'locked@example.com';
  const auth = new Browser().client();
  const asked = await auth.idx.unlockAccount({ username: email, authenticator: 'okta_email' });
  assert.equal(asked.status, 'PENDING', JSON.stringify(asked.messages));
  assert.equal(asked.nextStep.name, 'challenge-authenticator');
  const done = await auth.idx.proceed({ verificationCode: await newestCode(email) });
  assert.equal(done.status, 'TERMINAL');
  assert.deepEqual(messageKeys(done), ['oie.selfservice.unlock_user.success.message']);
});

test('a password that has expired is replaced', async () => {
  await policy({ authentication: [['password']] });
  await otto({ password: 'Correct-Horse-9', passwordState: 'expired' });
  const auth = new Browser().client();
  const asked = await auth.idx.authenticate({ username: 'otto@example.com', password: 'Correct-Horse-9' });
  assert.equal(asked.nextStep.name, 'reenroll-authenticator');
  const weak = await auth.idx.proceed({ newPassword: 'short' });
  assert.deepEqual(messageKeys(weak), ['password.passwordRequirementsNotMet']);
  assertSignedIn(await auth.idx.proceed({ newPassword: 'Another-Horse-42' }), 'otto@example.com');
});

for (const [what, answer] of [
  ['kept', { skip: true }],
  ['replaced', { newPassword: 'Another-Horse-42' }],
]) {
  test(`a password that is about to expire is ${what}`, async () => {
    await policy({ authentication: [['password']] });
    await otto({ password: 'Correct-Horse-9', passwordState: 'expiring:5' });
    const auth = new Browser().client();
    const asked = await auth.idx.authenticate({ username: 'otto@example.com', password: 'Correct-Horse-9' });
    assert.equal(asked.nextStep.name, 'reenroll-authenticator-warning');
    assert.equal(asked.nextStep.authenticator.settings.daysToExpiry, 5);
    assert.equal(asked.nextStep.canSkip, true);
    assert.deepEqual(messageKeys(asked), ['idx.password.expiring.message']);
    assertSignedIn(await auth.idx.proceed(answer), 'otto@example.com');
  });
}

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
for (const [key, seed, right] of [
  ['okta_verify', { secret: SECRET }, () => totp(SECRET)],
  ['custom_otp', { secret: SECRET }, () => totp(SECRET)],
  ['symantec_vip', { code: '345678' }, () => '345678'],
  ['rsa_token', { code: '12345678' }, () => '12345678'],
  ['onprem_mfa', { code: '12345678' }, () => '12345678'],
  ['yubikey_token', { publicId: 'ccccccbcgujh' }, () => `ccccccbcgujh${'tuvn'.repeat(8)}`],
  ['tac', { code: '86753099' }, () => '86753099'],
]) {
  test(`a code of ${key} signs in`, async () => {
    await policy({ authentication: [[key]] });
    await otto({ authenticators: [{ key, ...seed }] });
    const auth = new Browser().client();
    const asked = await auth.idx.authenticate({ username: 'otto@example.com' });
    assert.equal(asked.nextStep.name, 'challenge-authenticator');
    assert.equal(asked.nextStep.authenticator.key, key);
    const refused = await auth.idx.proceed({ verificationCode: '000000' });
    assert.equal(refused.requestDidSucceed, false);
    assert.equal(messageKeys(refused).length, 1);
    assertSignedIn(await auth.idx.proceed({ verificationCode: await right() }), 'otto@example.com');
  });
}

test('an error that brings the form again is a next step, and the right answer still signs in', { tag: ['@W2'] }, async () => {
  const { answer } = await challenged();
  const [asked] = await control('GET', 'calls?path=/idp/idx/identify');
  const body = { ...JSON.parse(asked.answered), ...ended('api.authn.error.PASSCODE_INVALID') };
  await fail(ANSWER, { status: 401, body });

  const refused = await answer();
  assert.equal(refused.status, 'PENDING');
  assert.equal(refused.requestDidSucceed, false);
  assert.equal(refused.nextStep.name, 'challenge-authenticator');
  assert.deepEqual(messageKeys(refused), ['api.authn.error.PASSCODE_INVALID']);
  assertSignedIn(await answer(), 'ada@example.com');
});

for (const [status, key] of [
  [401, 'idx.session.expired'],
  [403, 'security.access_denied'],
  [429, 'tooManyRequests'],
  [500, 'E0000009'],
]) {
  test(`${status} without a form ends the step with its message and keeps the transaction`, async () => {
    const { answer } = await challenged();
    await fail(ANSWER, { status, body: ended(key) });
    const refused = await answer();
    assert.equal(refused.status, 'TERMINAL');
    assert.equal(refused.requestDidSucceed, false);
    assert.deepEqual(messageKeys(refused), [key]);
    assertSignedIn(await answer(), 'ada@example.com');
  });
}

for (const [what, fault] of [
  ["the gateway's limit", { status: 429 }],
  ["the gateway's own error", { status: 500 }],
  ["a proxy's refusal", { status: 403, body: { error: 'Forbidden', message: 'Access denied' } }],
  ["a proxy's error", { status: 500, body: { message: 'internal server error' } }],
  ['an empty answer', { status: 502, body: '' }],
]) {
  test(`${what} ends the step without a message and keeps the transaction`, async () => {
    const { answer } = await challenged();
    await fail(ANSWER, fault);
    const refused = await answer();
    assert.equal(refused.status, 'TERMINAL');
    assert.equal(refused.requestDidSucceed, false);
    assert.deepEqual(messageKeys(refused), []);
    assertSignedIn(await answer(), 'ada@example.com');
  });
}

test('a page instead of an answer is a syntax error', { tag: ['@W2'] }, async () => {
  const { answer } = await challenged();
  await fail(ANSWER, { status: 502, body: HTML });
  await assert.rejects(answer(), SyntaxError);
});

for (const [what, fault] of [
  ['before it takes effect', { dropAfterBytes: 0 }],
  ['in the middle of the answer', { dropAfterBytes: 10, before: false }],
]) {
  test(`a connection that breaks ${what} is an error of the network`, async () => {
    const { answer } = await challenged();
    await fail(ANSWER, fault);
    await assert.rejects(answer(), { name: 'AuthApiError', errorSummary: 'fetch failed' });
  });
}

test('an OAuth error is told as one, whatever the status', { tag: ['@W2'] }, async () => {
  for (const status of [200, 400]) {
    const { answer } = await challenged();
    await fail(ANSWER, { status, body: { error: 'access_denied', error_description: 'Not you.' } });
    await assert.rejects(answer(), {
      name: 'OAuthError',
      errorCode: 'access_denied',
      errorSummary: 'Not you.',
    });
    await control('POST', 'reset');
  }
});

test('a failed introspect is read when it is labelled as JSON, and only then', { tag: ['@W2'] }, async () => {
  const body = ended('idx.session.expired');
  const read = await startAgainst(INTROSPECT, { status: 401, contentType: 'application/json', body });
  assert.equal(read.status, 'TERMINAL');
  assert.deepEqual(messageKeys(read), ['idx.session.expired']);

  const contentType = 'application/ion+json; okta-version=1.0.0';
  await assert.rejects(startAgainst(INTROSPECT, { status: 401, contentType, body }), {
    name: 'AuthApiError',
    message: '',
  });
});

test('a start that the gateway or a proxy refuses is an error with what was said', { tag: ['@W2'] }, async () => {
  for (const path of [INTERACT, INTROSPECT]) {
    await assert.rejects(startAgainst(path, { status: 429 }), {
      name: 'AuthApiError',
      errorCode: 'E0000047',
    });
    await assert.rejects(startAgainst(path, { status: 502, body: HTML }), {
      name: 'AuthApiError',
      errorSummary: 'Unknown error',
    });
  }
});

test('interact, token and userinfo refuse with OAuth errors', { tag: ['@W2'] }, async () => {
  const invalid = { error: 'invalid_request', error_description: 'The activation token is invalid' };
  await assert.rejects(startAgainst(INTERACT, { status: 400, body: invalid }), {
    name: 'OAuthError',
    errorCode: 'invalid_request',
    errorSummary: 'The activation token is invalid',
  });

  const { answer } = await challenged();
  const grant = { error: 'invalid_grant', error_description: 'PKCE verification failed.' };
  await fail(TOKEN, { status: 400, body: grant });
  await assert.rejects(answer(), { name: 'OAuthError', errorCode: 'invalid_grant' });

  await control('POST', 'reset');
  const { auth, answer: again } = await challenged();
  const { tokens } = await again();
  const bearer = 'Bearer error="invalid_token", error_description="The access token is invalid."';
  await fail('/oauth2/default/v1/userinfo', {
    status: 401,
    body: '',
    headers: { 'WWW-Authenticate': bearer },
  });
  await assert.rejects(auth.token.getUserInfo(tokens.accessToken, tokens.idToken), {
    name: 'OAuthError',
    errorCode: 'invalid_token',
    errorSummary: 'The access token is invalid.',
  });
});
