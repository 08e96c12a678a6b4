// Every authenticator of the emulated org, and the ways around it, with Okta's own JavaScript SDK.

import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { assertSignedIn, Browser, control, messageKeys, newestMail, totp } from '../../support/okta-sdk.mjs';

test.beforeEach(() => control('POST', 'reset'));
// The next run must find the org as it was.
test.afterEach(() => control('POST', 'reset'));

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

const NUMBER = '+15555550188';

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

test('an optional phone is set up at sign-up, and what is left is skipped', async () => {
  await policy({ enrollment: { required: ['email'], optional: ['phone', 'password'] } });
  const email = 'grace@example.com';
  const auth = new Browser().client();
  await auth.idx.register({ firstName: 'Grace', lastName: 'Hopper', email });
  await auth.idx.proceed({ verificationCode: await newestCode(email) });
  const asked = await auth.idx.proceed({ authenticator: 'phone_number', methodType: 'sms', phoneNumber: NUMBER });
  assert.equal(asked.nextStep.name, 'enroll-authenticator');
  const offered = await auth.idx.proceed({ verificationCode: await newestCode(NUMBER) });
  assert.equal(offered.nextStep.name, 'select-authenticator-enroll');
  assert.deepEqual(offered.nextStep.inputs[0].options.map(({ value }) => value), ['okta_password']);
  assertSignedIn(await auth.idx.proceed({ skip: true }), email);
});

test('what is optional is skipped while signing in, too', async () => {
  await control('POST', 'policy', { name: 'email-or-phone' });
  const auth = new Browser().client();
  await auth.idx.authenticate({ username: 'ada@example.com' });
  const { code } = await newestMail('ada@example.com', 1);
  const offered = await auth.idx.proceed({ verificationCode: code });
  assert.equal(offered.nextStep.canSkip, true);
  assertSignedIn(await auth.idx.proceed({ skip: true }), 'ada@example.com');
});

test('an account is unlocked by a code by text message, and signs in', async () => {
  await policy({ authentication: [['password']], recovers_with: ['email', 'phone'] });
  await otto({ status: 'locked', password: 'Correct-Horse-9', phone: NUMBER });
  const auth = new Browser().client();
  await auth.idx.unlockAccount();
  const asked = await auth.idx.proceed({ username: 'otto@example.com', authenticator: 'phone_number', methodType: 'sms' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator', JSON.stringify(asked.messages));
  const done = await auth.idx.proceed({ verificationCode: await newestCode(NUMBER) });
  assert.deepEqual(messageKeys(done), ['oie.selfservice.unlock_user.success.message']);
  const again = await new Browser().client().idx.authenticate({ username: 'otto@example.com', password: 'Correct-Horse-9' });
  assertSignedIn(again, 'otto@example.com');
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
