import { expect, test } from '../support/fixtures';
import { totp } from '../support/totp';

const both = { tag: '@no-javascript' };

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
