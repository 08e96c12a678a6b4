// The emulated org against Okta's own JavaScript SDK, unmodified, from Node.
//
// What this SDK accepts from the emulated org, it accepts from Okta; so whoever signs in against the emulated org
// speaks Okta's protocol and not a dialect that two halves of one project agreed on.

import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { assertSignedIn, Browser, callbackOf, control, messageKeys, newestMail, wrong } from '../../support/okta-sdk.mjs';

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
