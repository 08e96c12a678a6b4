import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };
const HOUR = 3600;

test('the page says how long the sign-in lasts, and counts down', async ({ person, page }) => {
  await page.clock.install();
  await person.asksForCode();
  const expiry = page.getByRole('paragraph').filter({ hasText: 'This sign-in expires in' });
  await expect(expiry).toHaveText('This sign-in expires in 10 min.');
  await page.clock.runFor(5 * 60_000);
  await expect(expiry).toHaveText('This sign-in expires in 5 min.');
  await expect(page.getByRole('status')).toHaveText('You can ask for another email now.');
  await page.clock.runFor(4 * 60_000);
  await expect(expiry).toHaveText(/This sign-in expires in (60|5\d) s\./);
  await expect(page.getByRole('status')).toHaveText('This sign-in expires in 60 s.');
  const asked = page.waitForRequest('**/api/sign-in/current');
  await page.clock.runFor(61_000);
  await asked;
});

test('without a clock of its own the page says it too', both, async ({ person, page }) => {
  await person.asksForCode();
  await expect(page.getByText('This sign-in expires in 10 min.')).toBeVisible();
});

test('an expired sign-in shows itself as expired and starts again cleanly', both, async ({ person, page, org }) => {
  // The org's clock is almost two hours behind, so the expiry that it reports is only seconds away.
  await org.advance(-2 * HOUR + 8);
  await person.asksForCode();
  await expect(page.getByText(/This sign-in expires in [0-8] s\./)).toBeVisible();
  await expect(async () => {
    if (!person.scripted) await page.reload();
    await expect(person.title('This sign-in has expired')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText('You can start again below.')).toBeVisible();
  await expect(person.username).toHaveValue('ada@example.com');
  await org.advance(2 * HOUR - 8);

  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('ada@example.com', 2)).code);
  await person.isGreeted();
});

test('an answer to a sign-in that the org has dropped leads back to the start, with the username', both, async ({ person, page, org }) => {
  const mail = await person.asksForCode();
  await org.advance(3 * HOUR);
  await person.enters(mail.code);
  await expect(page.getByText('That took too long and has expired. You can continue from here.')).toBeVisible();
  await expect(person.username).toHaveValue('ada@example.com');
  await org.advance(-3 * HOUR);

  await person.button('Next').click();
  await expect(person.code).toBeVisible();
  await person.enters((await org.mail('ada@example.com', 2)).code);
  await person.isGreeted();
});
