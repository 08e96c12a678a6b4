import { expect, test } from '../../support/engines/fixtures';
import { REFUSED, attempts } from '../../support/attempts';

test('a page that breaks its policy is reported, and the report is logged', { tag: ['@H1', '@H8'] }, async ({ visitor, app }) => {
  app.tolerates('img-src', 'style-src-attr');
  await visitor.opens('/sign-in');
  await visitor.browser.run(`document.body.appendChild(new Image()).src = 'http://localhost:1/x.png'`);
  await visitor.browser.run(`document.body.setAttribute('style', 'color: red')`);
  await expect.poll(() => app.violations()).toEqual(expect.arrayContaining(['img-src', 'style-src-attr']));
});

test('text that could run becomes neither markup nor script where the browser knows Trusted Types, and harms no other',
  { tag: ['@H7'] }, async ({ visitor, app, engine }) => {
  app.tolerates('require-trusted-types-for', 'trusted-types');
  await visitor.opens('/sign-in');
  const knows = await visitor.browser.run<boolean>(`return 'trustedTypes' in window`);
  if (engine === 'webkit') expect(knows, 'WebKit has them').toBe(true);
  if (knows) {
    expect(await visitor.browser.run(`return (${attempts.toString()})()`)).toEqual(REFUSED);
    await visitor.browser.open(`${app.url}/no/such/page`);
    expect(await visitor.browser.run(`return (${attempts.toString()})()`)).toEqual(REFUSED);
    await expect.poll(() => app.violations()).toContain('require-trusted-types-for');
  }
  await visitor.signsIn();
});
