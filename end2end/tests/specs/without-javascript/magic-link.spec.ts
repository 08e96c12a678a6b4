import { expect, test } from '../../support/fixtures';

test.describe('without JavaScript', { tag: '@no-javascript' }, () => {
  test('opening the link changes nothing until "Continue" is pressed', async ({ person, org }) => {
    const mail = await person.asksForCode();
    const tab = await person.newTab();
    await tab.page.goto(mail.link ?? '');
    await expect(tab.title('Finish signing in')).toBeVisible();
    expect((await org.stats())['/idp/idx/challenge/answer']).toBeUndefined();
    await tab.button('Continue').click();
    await tab.isGreeted();
  });

  test('the waiting tab looks for news by itself and says so', async ({ person, page }) => {
    test.setTimeout(45_000);
    const mail = await person.asksForCode();
    // Text queries omit the content of `noscript`, although it is shown.
    expect(await page.locator('noscript p').allInnerTexts()).toEqual(['This page checks for updates every 15 seconds.']);
    const tab = await person.newTab();
    await tab.follows(mail);
    await tab.isGreeted();
    await expect(person.title('Hello, Ada')).toBeVisible({ timeout: 20_000 });
  });
});
