import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('an org that has to be asked for the mail is asked for it', both, async ({ person, org }) => {
  await org.policy('email-verification-data');
  const { code } = await person.asksForCode('ada@example.com');
  await person.enters(code);
  await person.isGreeted();
});

test('a mail without a link is not called one with a link, and nothing is waited for', both, async ({ person, page, org }) => {
  await org.policy('email-no-link');
  const mail = await person.asksForCode();
  expect(mail.link).toBeNull();
  await expect(page.getByText(person.tells('We sent an email to a***a@example.com. Enter the code from it.')).filter({ hasText: 'a***a@example.com' })).toBeVisible();
  await expect(page.getByText(person.tells('Waiting for you to open the link…'))).toHaveCount(0);
  await person.enters(mail.code);
  await person.isGreeted();
});

test('a form that nobody has heard of is shown by the labels that the org sends', both, async ({ person, page, org }) => {
  await org.policy('email-unknown-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await expect(page.getByRole('region')).toMatchAriaSnapshot(person.aria(`
    - heading "One more step" [level=1]
    - paragraph: Your organization asks for this before you can continue.
    - checkbox "I keep to the house rules"
    - radiogroup "Lunch":
      - radio "Soup"
      - radio "Salad"
      - radio "Nothing, thank you"
    - textbox "Floor"
    - textbox "Name on the door": Guest
    - checkbox "By the window"
    - button "Continue"
    - button "Use a different username"
  `));
  await expect(page.getByText(/rulesVersion|stateHandle/)).toHaveCount(0);
});

test('a form that nobody has heard of can be completed', both, async ({ person, page, org }) => {
  await org.policy('email-unknown-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await page.getByLabel('I keep to the house rules').check();
  await page.getByLabel('Salad').check();
  await person.field('Floor').fill('3');
  await person.button('Continue').click();
  await person.isGreeted();
});

test('such a form says what is missing and keeps what was filled in', both, async ({ person, page, org }) => {
  await org.policy('email-unknown-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await page.getByLabel('I keep to the house rules').check();
  await page.getByLabel('Salad').check();
  await person.field('Name on the door').fill('Countess');
  await person.button('Continue').click();
  await expect(person.alert).toHaveText(person.tells('Fill in “Floor”.'));
  await expect(page.getByLabel('I keep to the house rules')).toBeChecked();
  await expect(page.getByLabel('Salad')).toBeChecked();
  await expect(person.field('Name on the door')).toHaveValue('Countess');
  await person.field('Floor').fill('3');
  await person.button('Continue').click();
  await person.isGreeted();
});

test('what the org finds missing is shown at its field', both, async ({ person, page, org }) => {
  await org.policy('email-unknown-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await page.getByLabel('Salad').check();
  await person.field('Floor').fill('3');
  await person.button('Continue').click();
  await expect(person.alert).toContainText('I keep to the house rules: this needs an answer.');
});

test('a form that nobody has heard of can be cancelled', both, async ({ person, org }) => {
  await org.policy('email-unknown-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await expect(person.title('One more step')).toBeVisible();
  await org.policy('email-only');
  await person.button('Use a different username').click();
  const mail = await person.names('pat@example.com');
  await person.enters(mail.code);
  await person.isGreeted('Pat');
});

test('a form that may be skipped is skipped', both, async ({ person, org }) => {
  await org.policy('email-skippable-form');
  const { code } = await person.asksForCode();
  await person.enters(code);
  await person.button('Skip this').click();
  await person.isGreeted();
});
