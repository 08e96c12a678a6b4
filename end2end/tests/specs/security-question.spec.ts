import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

test('a security question is answered, after a wrong answer, and the answer is never shown', both, async ({ person, page, org }) => {
  await org.policy('security-question');
  await person.opens('/sign-in');
  await person.username.fill('quinn@example.com');
  await person.button('Next').click();
  await expect(page.getByText('What is the food you least liked as a child?')).toBeVisible();
  const answer = person.field('Answer');
  await expect(answer).toHaveAttribute('type', 'password');
  await person.button('Verify').click();
  await expect(person.alert).toHaveText(person.tells('Fill in “Answer”.'));
  await answer.fill('kale');
  await person.button('Verify').click();
  await expect(person.alert).toHaveText("Your answer doesn't match our records. Please try again.");
  await expect(answer).toHaveValue('');
  await answer.fill('okra');
  if (person.scripted) {
    const reveal = page.getByLabel(person.says('Show answer'));
    await reveal.check();
    await expect(answer).toHaveAttribute('type', 'text');
    await expect(answer).toHaveValue('okra');
    await reveal.uncheck();
    await expect(answer).toHaveAttribute('type', 'password');
  } else {
    await expect(page.getByLabel(person.says('Show answer'))).toBeHidden();
  }
  await person.button('Verify').click();
  await person.isGreeted('Quinn');
});

test('a question is chosen from the list or made up, and only the fields of the chosen way are shown', both, async ({ person, page, org }) => {
  await org.policy('security-question-required');
  const { code } = await person.asksForCode();
  await person.enters(code);
  const question = page.getByRole('combobox', { name: person.says('Question') });
  const [own, listed] = [person.option('Create my own security question'), person.option('Choose a security question')];
  await expect(listed).toBeVisible();
  await expect(person.field('Answer')).toHaveCount(0);
  await listed.check();
  await expect(question).toBeVisible();
  await expect(person.field('Answer')).toHaveCount(1);
  await question.selectOption('What did you earn your first medal or award for?');
  await person.field('Answer').fill('cup');
  await person.movesOn(() => person.button('Save').click());
  await expect(person.alert).toHaveText('The security question answer must be at least 4 characters in length');
  await expect(question.locator('option:checked')).toHaveText('What did you earn your first medal or award for?');

  await own.check();
  await expect(question).toHaveCount(0);
  await person.field('Your question').fill('Where did we meet?');
  await person.field('Answer').fill('the old mill');
  await person.button('Save').click();
  await person.isGreeted('Ada');
});
