// Okta's own JavaScript SDK in Node, and the control API of the emulated org.
//
// LOCAL_ORG_URL says where the org is. Time in the org is moved, never waited for.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { OktaAuth } from '@okta/okta-auth-js';

const ORG = process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100';
const REDIRECT_URI = 'http://127.0.0.1:3000/login/callback';

/** Keeps what the SDK stores for one browser, so that two browsers do not see each other's sign-ins. */
export class Browser {
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

export async function control(method, path, body) {
  const response = await fetch(`${ORG}/_local/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} /_local/${path} answers ${response.status}`);
  return response.json();
}

/** The newest mail to `address`; exactly `count` of them must have been sent since the last reset. */
export async function newestMail(address, count) {
  const mails = await control('GET', `mail?to=${encodeURIComponent(address)}`);
  assert.equal(mails.length, count, `mails to ${address}`);
  return mails[0];
}

/** Follows the link in a mail to where the org sends the browser: the query of the app's callback. */
export async function callbackOf(mail) {
  const response = await fetch(mail.link, { redirect: 'manual' });
  assert.ok([302, 303, 307].includes(response.status), `the link answers ${response.status}`);
  const target = new URL(response.headers.get('location'));
  assert.equal(target.origin + target.pathname, REDIRECT_URI);
  return target.search;
}

export function messageKeys(transaction) {
  return (transaction.messages ?? []).map((message) => message.i18n?.key);
}

/** Checks the tokens that the SDK has accepted: it compares issuer, audience, nonce, signature and at_hash itself. */
export function assertSignedIn(transaction, email) {
  assert.equal(transaction.status, 'SUCCESS', JSON.stringify(transaction.messages));
  const { idToken, accessToken } = transaction.tokens;
  assert.equal(idToken.claims.email, email);
  assert.equal(idToken.claims.iss, `${ORG}/oauth2/default`);
  assert.ok(accessToken.accessToken.split('.').length === 3, 'the access token is a JWT');
}

/** A code that is certainly another one than `code`. */
export function wrong(code) {
  return code === '000000' ? '000001' : '000000';
}

/** The code of an authenticator app at the org's time (RFC 6238). */
export async function totp(secret) {
  const { now } = await control('GET', 'clock');
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.parse(now) / 30_000)));
  const tag = createHmac('sha1', key).update(step).digest();
  const code = (tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}
