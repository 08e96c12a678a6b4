import { createHmac } from 'node:crypto';

import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

/** The code of an app with this key (RFC 6238: SHA-1, 30 seconds, six digits). */
function totp(key: string): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const tag = createHmac('sha1', secret).update(step).digest();
  return String((tag.readUInt32BE((tag[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('an authenticator app is set up with a QR code, or with the key below it', both, async ({ person, page, org }) => {
  await org.policy('google-otp-required');
  const { code } = await person.asksForCode();
  await person.enters(code);
  const picture = page.getByRole('img', { name: person.says('QR code with the key for your app') });
  await expect(picture).toBeVisible();
  // A picture that cannot be drawn has no size of its own.
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const key = (await page.locator('.lead').textContent())?.match(/([A-Z2-7]{4} ){7}[A-Z2-7]{4}/)?.[0].replaceAll(' ', '') ?? '';
  expect(key).toHaveLength(32);
  await person.enters(totp(key));
  await person.isGreeted('Ada');
});
