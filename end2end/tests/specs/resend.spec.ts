import { expect, test } from '../support/fixtures';

test.describe('asking for another mail', () => {
  test('a countdown shows when it may be asked for', async ({ person, page }) => {
    await page.clock.install();
    await person.asksForCode();
    const again = person.button('Resend email');
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await expect(again).toHaveText(/Resend email\s*in 0:(30|2\d)/);
    await page.clock.runFor(10_000);
    await expect(again).toHaveText(/in 0:(20|1\d)/);
    // The ticks of a countdown are not announced, but its end is.
    await expect(page.getByRole('status')).toBeEmpty();
    await page.clock.runFor(20_000);
    await expect(again).toHaveText('Resend email');
    await expect(again).not.toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('status')).toHaveText('You can ask for another email now.');
  });

  test('before that, pressing it does nothing and keeps the focus', async ({ person, page, org }) => {
    await person.asksForCode();
    const again = person.button('Resend email');
    await again.focus();
    await page.keyboard.press('Enter');
    await again.click({ force: true });
    await expect(again).toBeFocused();
    expect(await org.mails('ada@example.com')).toHaveLength(1);
    await expect(person.alert).toHaveCount(0);
  });

  // The server's clock cannot be moved, so both users wait for thirty real seconds at the same
  // time.
  test('after half a minute another mail is sent, and only its code works', async ({ person, browser, baseURL, org, complaints }) => {
    test.setTimeout(90_000);
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL });
    await complaints.listenTo(plain);
    const without = person.without(await plain.newPage());
    const people = [
      { who: person, to: 'ada@example.com', first: await person.asksForCode('ada@example.com') },
      { who: without, to: 'pat@example.com', first: await without.asksForCode('pat@example.com') },
    ];
    await expect(person.button('Resend email')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 35_000 });
    for (const { who, to, first } of people) {
      await who.button('Resend email').click();
      await expect(who.page.getByText('We sent another email. The earlier code no longer works.')).toBeVisible();
      const second = await org.mail(to, 2);
      await who.enters(first.code);
      await expect(who.alert).toContainText('That code is not right');
      await who.enters(second.code);
      await who.isGreeted();
    }
    await plain.close();
  });
});
