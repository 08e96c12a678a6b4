import { expect, test } from '../../support/fixtures';

test.describe('without JavaScript', { tag: '@no-javascript' }, () => {
  test('asking for another mail too soon says when it may be asked for', async ({ person, page, org }) => {
    await person.asksForCode();
    await expect(person.button('Resend email')).toHaveText(/in 0:(30|2\d)/);
    await person.button('Resend email').click({ force: true });
    await expect(
      page.getByText(/You asked for an email a moment ago\. You can ask for another one in \d+ seconds?\./),
    ).toBeVisible();
    expect(await org.mails('ada@example.com')).toHaveLength(1);
    await expect(person.code).toBeVisible();
  });
});
