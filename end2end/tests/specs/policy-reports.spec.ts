import { expect, test } from '../support/fixtures';

/** Over the whole run, every test fails when a page violates a policy, enforced or report-only; here is what that rests on. */
test.describe('what policies report', () => {
  for (const [what, provoke, heard] of [
    ['a script without the nonce', () => document.body.appendChild(document.createElement('div')).setAttribute('onclick', 'x()'), /script-src-attr/],
    ['a style in an attribute', () => document.body.setAttribute('style', 'color: red'), /style-src-attr/],
    ['markup that is not trusted', () => (document.createElement('div').innerHTML = '<b onclick="x()">x</b>'), /require-trusted-types-for/],
  ] as const) {
    test(`${what} is heard of`, async ({ person, page, complaints }) => {
      complaints.expect(/policy violation|Content Security Policy|TrustedHTML|This document requires/);
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await person.opens('/sign-in');
      await page.evaluate(provoke);
      await expect.poll(() => said.join('\n')).toMatch(heard);
    });
  }

  test('a page that asks somebody else is heard of', async ({ page, complaints }) => {
    await page.route('http://somebody-else.invalid/**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://somebody-else.invalid/');
    expect(complaints.unexpected()).toContain('asked somebody else: http://somebody-else.invalid/');
    complaints.expect(/somebody-else\.invalid/);
  });

  test('every page asks to be told of markup that is not trusted', async ({ request }) => {
    for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/login/callback', '/no/such/page']) {
      const headers = (await request.get(path, { headers: { accept: 'text/html' } })).headers();
      expect(headers['content-security-policy-report-only'], path).toContain("require-trusted-types-for 'script'");
      expect(headers['content-security-policy-report-only'], path).toContain('report-uri /_csp');
    }
  });

  test('no step assigns markup that is not trusted', async ({ person, page, org }) => {
    const { code } = await person.asksForCode();
    await person.movesOn(() => person.enters('000000'));
    await person.enters(code);
    await person.isGreeted();
    await person.button('Sign out').click();
    await person.isAwake();
    await org.policy('email-unknown-form');
    await person.enters((await person.asksForCode('pat@example.com')).code);
    await expect(person.title('One more step')).toBeVisible();
    await person.button('Use another username').click();
    await person.opens('/sign-up');
    await person.button('Continue').click();
    await expect(person.field('First name')).toBeVisible();
    await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  });
});
