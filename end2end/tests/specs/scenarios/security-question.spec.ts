import { expect, test } from '../../support/fixtures';
import { entersBoth, passwordEnrolling, setsQuestion, signsUp } from '../../support/scenarios';

const QUESTION = 'security_question';

for (const [how, kind, ids] of [
  ['from the list', 'listed', ['@AJ-15', '@AJ-35', '@10.4.3']],
  ['of the user', 'own', ['@AJ-36', '@10.4.4']],
] as const) {
  test(`a question ${how} is enrolled while signing in`, { tag: ['@no-javascript', ...ids] }, async ({ person, org }) => {
    await org.policy(passwordEnrolling(QUESTION));
    await entersBoth(person, 'pat@example.com');
    await expect(person.title('Set up a security question')).toBeVisible();
    await setsQuestion(person, kind);
    await person.isGreeted('Pat');
  });
}

for (const [how, kind, ids] of [
  ['from the list', 'listed', ['@AJ-33', '@10.4.1']],
  ['of the user', 'own', ['@AJ-34', '@10.4.2']],
] as const) {
  test(`a question ${how} is enrolled while signing up`, { tag: ['@no-javascript', ...ids] }, async ({ person, org }) => {
    await org.policy(passwordEnrolling(QUESTION));
    await signsUp(person);
    await expect(person.title('Set up a security question')).toBeVisible();
    await setsQuestion(person, kind);
    await person.isGreeted('Grace');
    expect(await org.mails('grace@example.com'), 'no email is verified').toHaveLength(0);
  });
}
