import { expect, test } from '../../support/engines/fixtures';

test.use({ scripted: false });

test('without JavaScript a code signs in after a wrong one, and signing out ends it', { tag: ['@K26'] }, async ({ visitor }) => {
  const { code } = await visitor.asksForCode();
  await visitor.enters(code === '000000' ? '000001' : '000000');
  await visitor.isTold(/^That code is not right/);
  await visitor.enters(code);
  await visitor.isGreeted();
  await visitor.presses('Sign out');
  await visitor.isAsked('Username');
  await visitor.opens('/');
  await visitor.isAsked('Username');
});

test('without JavaScript the link of the mail signs in after "Continue"', { tag: ['@K26'] }, async ({ visitor, org }) => {
  const { link } = await visitor.asksForCode();
  await visitor.browser.newTab();
  await visitor.browser.open(link ?? '');
  await visitor.presses('Continue');
  await visitor.isGreeted();
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});
