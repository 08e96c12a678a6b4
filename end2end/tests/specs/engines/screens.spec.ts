import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from '../../support/engines/fixtures';
import { Language } from '../../support/language';

for (const [tag, direction] of [['en', 'ltr'], ['ar', 'rtl']] as const) {
  test(`every screen in ${tag} is drawn with its style, and fits a narrow window`, { tag: ['@H1'] }, async ({ visitor, stranger, org, app, engine }) => {
    test.setTimeout(60_000);
    visitor.language = new Language(tag);
    const { browser } = visitor;
    const drawn = async (name: string, who = visitor) => {
      const [overflow, font, written] = await who.browser.run<[number, string, string]>(
        'return [document.documentElement.scrollWidth - innerWidth, ...["fontFamily", "direction"].map((it) => getComputedStyle(document.body)[it])]',
      );
      expect(written, name).toBe(direction);
      expect(overflow, `${name} is not wider than its window`).toBeLessThanOrEqual(0);
      expect(font, name).toMatch(/system-ui|sans-serif/);
      // A new step fades in.
      await pause(200);
      await who.picture(`artefacts/screens/${engine}/${tag}/${name}.png`);
    };
    await browser.say('resize', { width: 500, height: 800 });
    await visitor.opens(`/sign-in?lang=${tag}`);
    await drawn('sign-in');
    await visitor.fills('Username', 'a@b@c');
    await visitor.presses('Next');
    await visitor.isTold(visitor.language.tells('This looks incomplete. Check it, or select Next again to use it.'));
    await drawn('sign-in refused');
    const { code, link } = await visitor.asksForCode();
    await drawn('code');
    await visitor.enters(code === '000000' ? '000001' : '000000');
    await visitor.isTold(visitor.language.tells('That code is not right'));
    await drawn('wrong code');
    const other = await stranger();
    await other.browser.say('resize', { width: 500, height: 800 });
    await other.browser.open(`${app.url}/sign-in?lang=${tag}`);
    await other.browser.open(link ?? '');
    await drawn('link elsewhere', other);
    await visitor.enters(code);
    await visitor.isGreeted();
    await drawn('signed in');
    await visitor.presses('Sign out');
    await visitor.isAsked('Username');
    await drawn('signed out');
    await visitor.opens('/sign-up');
    await drawn('sign up');
    await visitor.presses('Continue');
    await visitor.isAsked('First name');
    await drawn('sign up form');
    await visitor.opens('/forgot-password');
    await visitor.names('pat@example.com');
    await visitor.enters((await org.mail('pat@example.com')).code);
    await visitor.isAsked('New password');
    await drawn('new password');
    await browser.open(`${app.url}/no/such/page`);
    await drawn('no such page');
    await browser.open(`${app.url}/login/callback?otp=123456&state=x`);
    await drawn('link unknown');
  });
}
