import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('the start page leads somebody who is not signed in to the sign-in page', { tag: ['@no-javascript', '@AJ-30', '@0.1.1'] }, async ({ person, page }) => {
  await person.opens('/');
  await expect(page).toHaveURL('/sign-in');
});

test('the sign-in page is the form of the wireframe', both, async ({ person, page }) => {
  // From this sign-in the server learns what the org's first page asks for and offers.
  await person.asksForCode();
  await page.context().clearCookies();
  await person.opens('/sign-in');
  await expect(page).toHaveTitle('Sign in');
  await expect(page.getByRole('region')).toMatchAriaSnapshot(`
    - region:
      - heading "Sign in" [level=1]
      - textbox "Username"
      - checkbox "Remember my username"
      - button "Next"
      - list:
        - listitem:
          - link "Forgot your password?":
            - /url: /forgot-password
        - listitem:
          - link "Sign up":
            - /url: /sign-up
        - listitem:
          - link "Unlock your account":
            - /url: /unlock
  `);
});

test('Next leads to the code, with the masked address', both, async ({ person, page }) => {
  await person.asksForCode('ada@example.com');
  await expect(person.title('Check your email')).toBeVisible();
  await expect(page.getByText('a***a@example.com')).toBeVisible();
  await expect(page.getByText('ada@example.com', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('region')).toMatchAriaSnapshot(`
    - region:
      - heading "Check your email" [level=1]
      - paragraph: We sent an email to a***a@example.com. Enter the code from it, or open its link in this browser.
      - textbox "Enter code"
      - button "Verify"
      - paragraph: Waiting for you to open the link…
      - paragraph: /This sign-in expires in \\d+ min\\./
      - button /Resend email/
      - button "Use a different username"
  `);
});

test('the right code leads to the start page, which greets and shows the claims', { tag: ['@no-javascript', '@K26', '@AJ-31', '@0.1.2'] }, async ({ person, page }) => {
  const mail = await person.asksForCode('ada@example.com');
  await person.enters(mail.code);
  await person.isGreeted('Ada');
  await expect(page).toHaveTitle('Hello, Ada');
  await expect(page.getByRole('region')).toMatchAriaSnapshot(`
    - region:
      - heading "Hello, Ada" [level=1]
      - paragraph: You are signed in as ada@example.com.
      - table:
        - rowgroup:
          - row "Name Ada Lovelace"
          - row "Username ada@example.com"
          - row "Email ada@example.com"
          - row "Email verified Yes"
          - row /Signed in at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC/
          - row /Verified by/
          - row /User ID/
      - paragraph: /Your session ends at/
      - button "Sign out"
  `);
});

test('the start page says when the session ends', both, async ({ person, page }) => {
  await person.signsIn();
  const end = page.getByText(/^Your session ends at/);
  await expect(end).toContainText(/Your session ends at \d{4}-\d\d-\d\d \d\d:\d\d UTC, or after \d+ minutes without use\./);
  const ends = await end.locator('time').getAttribute('datetime');
  const hours = (Date.parse(ends ?? '') - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(11);
  expect(hours).toBeLessThanOrEqual(12);
});

test('the sign-in page leads somebody who is signed in to the start page', both, async ({ person, page }) => {
  await person.signsIn();
  await page.goto('/sign-in');
  await person.isGreeted();
});

test('signing out ends it, here and at the org', { tag: ['@no-javascript', '@AJ-32', '@0.1.3'] }, async ({ person, page, org }) => {
  await person.signsIn();
  await person.button('Sign out').click();
  await expect(page.getByText(person.tells('You are signed out.'))).toBeVisible();
  await expect(person.username).toBeVisible();
  expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: 'usher' }));
  const revoked = async () => (await org.stats())['/oauth2/default/v1/revoke'] ?? 0;
  await expect.poll(revoked, 'tokens revoked at the org').toBeGreaterThan(0);

  await page.goto('/');
  await expect(page).toHaveURL('/sign-in');
});

test('after signing out the back button shows nothing of the profile', { tag: ['@no-javascript', '@C12'] }, async ({ person, page }) => {
  await person.signsIn();
  await person.button('Sign out').click();
  await expect(page.getByText(person.tells('You are signed out.'))).toBeVisible();
  await page.goBack();
  await expect(person.username).toBeVisible();
  await expect(page.getByText('ada@example.com')).toHaveCount(0);
});

test('somebody who has signed out can sign in again', both, async ({ person }) => {
  await person.signsIn('ada@example.com');
  await person.button('Sign out').click();
  const mail = await person.names('pat@example.com');
  await person.enters(mail.code);
  await person.isGreeted('Pat');
});
