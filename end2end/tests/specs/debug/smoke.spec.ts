import { expect, test } from '../../support/fixtures';

// The debug build without Okta settings, as `cargo xtask dev` runs it with its own org.

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a code signs in, and signing out ends it', async ({ person, page }) => {
      await person.signsIn();
      await person.button('Sign out').click();
      await expect(page).toHaveURL(/\/sign-in/);
      await person.opens('/');
      await expect(page).toHaveURL(/\/sign-in/);
    });

    test('the link in the mail signs in', async ({ person }) => {
      const mail = await person.asksForCode();
      const mailbox = await person.newTab();
      await mailbox.follows(mail);
      await mailbox.isGreeted();
    });
  });
}

test('the page leads to the mailbox, where the mail with the code is', async ({ person, page, context }) => {
  const mail = await person.asksForCode();
  const opened = context.waitForEvent('page');
  await person.link('Open the mailbox').click();
  const mailbox = await opened;
  await expect(mailbox.getByText(mail.code).first()).toBeVisible();
  await page.bringToFront();
  await person.enters(mail.code);
  await person.isGreeted();
});
