import { REFUSED, attempts } from '../support/attempts';
import { expect, test } from '../support/fixtures';

/** Every test fails when a page violates its policy; these tests show that violations are detected. */
test.describe('what policies report', () => {
  for (const [what, injected, heard] of [
    ['a script without the nonce', '<script>x()</script>', /script-src-elem/],
    ['a style in an attribute', '<p style="color: red">x</p>', /style-src-attr/],
  ] as const) {
    test(`${what} is heard of`, { tag: ['@H1'] }, async ({ person, page, wire, complaints }) => {
      complaints.expect(/policy violation|Content Security Policy/);
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      wire.change(({ headers, markup }) => ({ headers, markup: markup.replace('<main>', `${injected}<main>`) }));
      await person.at(wire.url).opens('/sign-in');
      await expect.poll(() => said.join('\n')).toMatch(heard);
    });
  }

  test('a page that asks somebody else is heard of', { tag: ['@S9'] }, async ({ page, complaints }) => {
    await page.route('http://somebody-else.invalid/**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://somebody-else.invalid/');
    expect(complaints.unexpected()).toContain('asked somebody else: http://somebody-else.invalid/');
    complaints.expect(/somebody-else\.invalid/);
  });

  test('text that could run becomes neither markup nor script', { tag: ['@H7'] }, async ({ person, page, complaints }) => {
    complaints.expect(/policy violation|Content Security Policy|Trusted|This document requires|status of 404/);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await person.opens('/sign-in');
    expect(await page.evaluate(attempts), 'on a page with a panel').toEqual(REFUSED);
    await expect.poll(() => said.join('\n')).toMatch(/require-trusted-types-for/);
    await page.goto('/no/such/page');
    expect(await page.evaluate(attempts), 'on a page without one').toEqual(REFUSED);
  });

  test('no step assigns text that could run', { tag: ['@H7'] }, async ({ person, page, org }) => {
    const { code } = await person.asksForCode();
    await person.movesOn(() => person.enters('000000'));
    await person.enters(code);
    await person.isGreeted();
    await person.button('Sign out').click();
    await person.isAwake();
    await org.policy('email-unknown-form');
    await person.enters((await person.asksForCode('pat@example.com')).code);
    await expect(person.title('One more step')).toBeVisible();
    await person.button('Use a different username').click();
    await person.opens('/sign-up');
    await person.button('Continue').click();
    await expect(person.field('First name')).toBeVisible();
    await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  });
});
