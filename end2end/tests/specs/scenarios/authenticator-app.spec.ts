import { expect, test } from '../../support/fixtures';
import { entersBoth, passwordAnd, passwordEnrolling, SECRET, signsUp } from '../../support/scenarios';
import { readQrCode } from '../../support/qr-code';
import { totp } from '../../support/totp';
import type { Person } from '../../support/person';

const APP = 'google_otp';
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Reads the key from the QR code (`otpauth://totp/…?secret=KEY`). */
async function scans(person: Person): Promise<string> {
  const image = person.page.getByRole('img', { name: person.says('QR code with the key for your app') });
  const address = new URL(await readQrCode(image));
  expect(address.protocol).toBe('otpauth:');
  return address.searchParams.get('secret') ?? '';
}

/** Reads the key that is shown in groups of four. */
async function copies(person: Person): Promise<string> {
  const shown = await person.page.getByRole('region').innerText();
  return /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(shown)?.[0].replaceAll(' ', '') ?? '';
}

/** Enters the code of an app that got the key in one of these ways. */
async function setsUp(person: Person, getsKey: (person: Person) => Promise<string>): Promise<void> {
  await expect(person.title('Set up your authenticator app')).toBeVisible();
  const key = await getsKey(person);
  expect(key).toHaveLength(KEY.length);
  await person.enters(totp(key));
}

for (const [how, getsKey, ids] of [
  ['its QR code', scans, { in: ['@AJ-57', '@10.1.1'], up: ['@AJ-59', '@10.1.4'] }],
  ['its key', copies, { in: ['@10.1.2'], up: ['@10.1.5'] }],
] as const) {
  test(`an app is enrolled by ${how} while signing in`, { tag: ['@no-javascript', ...ids.in] }, async ({ person, org }) => {
    await org.policy(passwordEnrolling(APP));
    await entersBoth(person, 'pat@example.com');
    await setsUp(person, getsKey);
    await person.isGreeted('Pat');
  });

  test(`an app is enrolled by ${how} while signing up`, { tag: ['@no-javascript', ...ids.up] }, async ({ person, org }) => {
    await org.policy(passwordEnrolling(APP));
    await signsUp(person);
    await setsUp(person, getsKey);
    await person.isGreeted('Grace');
  });
}

test('after the password, the code of the app signs in', { tag: ['@no-javascript', '@AJ-58', '@10.1.3'] }, async ({ person, org }) => {
  await org.policy(passwordAnd(APP));
  await org.addPerson({ login: 'mary@example.com', firstName: 'Mary', lastName: 'Moe', password: SECRET, google_otp: KEY });
  await entersBoth(person, 'mary@example.com');
  await expect(person.title('Enter the code from your app')).toBeVisible();
  await person.enters(totp(KEY));
  await person.isGreeted('Mary');
});
