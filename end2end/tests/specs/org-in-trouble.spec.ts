import { expect, test } from '../support/fixtures';
import type { PathFault } from '../support/org';
import type { Person } from '../support/person';

const both = { tag: '@no-javascript' };
const INTERACT = '/oauth2/default/v1/interact';
const ANSWER = '/idp/idx/challenge/answer';
const INTERNALS = /stateHandle|interactionHandle|errorSummary|E0000\d{3}|panicked|reqwest|\.rs\b|<html|gateway/i;
const BUSY = /^The sign-in service is busy\. Wait [1-3] seconds?, then try again\.$/;
const UNAVAILABLE = /^The sign-in service (isn’t responding|sent a response that we cannot use)\. Try again in a moment; what you entered is kept/;

async function isTold(person: Person, text: string | RegExp): Promise<void> {
  await expect(person.alert).toHaveText(text, { timeout: 15_000 });
  await expect(person.page.getByRole('main')).not.toHaveText(INTERNALS);
}

const troubles: [string, Omit<PathFault, 'path'>][] = [
  ['answers 500', { status: 500 }],
  ['answers 503 with a page of its gateway', { status: 503, body: '<html><h1>Bad gateway</h1></html>' }],
  ['answers 200 with a page', { status: 200, body: '<html><h1>Welcome to the gateway</h1></html>' }],
  ['answers what is no JSON', { status: 200, body: '{"stateHandle": ' }],
  ['answers JSON that means nothing', { status: 200, body: { hello: 'world' } }],
  ['breaks off in the middle', { dropAfterBytes: 20 }],
];

for (const [what, fault] of troubles) {
  test(`when the org ${what} at the start, the username stays and the next try works`, both, async ({ person, org }) => {
    await person.opens('/sign-in');
    await org.faults({ path: INTERACT, times: 3, ...fault });
    await person.username.fill('ada@example.com');
    await person.button('Next').click();
    await isTold(person, UNAVAILABLE);
    await expect(person.username).toHaveValue('ada@example.com');

    await org.faultless();
    await person.button('Next').click();
    await expect(person.code).toBeVisible();
  });

  test(`when the org ${what} to a code, the step stays and the next try works`, both, async ({ person, org }) => {
    const { code } = await person.asksForCode();
    await org.faults({ path: ANSWER, times: 3, ...fault });
    await person.code.fill(`code ${code}`);
    await person.button('Verify').click();
    await isTold(person, UNAVAILABLE);

    await org.faultless();
    await person.enters(code);
    await person.isGreeted();
  });
}

test('when the org is too busy, the page says how long to wait, and the username stays', both, async ({ person, org }) => {
  await person.opens('/sign-in');
  await org.faults({ path: INTERACT, status: 429, resetAfterSeconds: 3 });
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await isTold(person, BUSY);
  await expect(person.username).toHaveValue('ada@example.com');
  // Until then, no submission reaches the org.
  await expect(async () => {
    await person.button('Next').click({ timeout: 1_000 });
    await expect(person.code).toBeVisible();
  }).toPass();
  expect((await org.stats())[INTERACT]).toBe(2);
});

test('when the org is too busy for a code, the page says how long to wait, and the step stays', both, async ({ person, org }) => {
  const { code } = await person.asksForCode();
  await org.faults({ path: ANSWER, status: 429, resetAfterSeconds: 3 });
  await person.enters(code);
  await isTold(person, BUSY);
  await expect(person.code).toBeVisible();
  await expect(async () => {
    // The page does not resend it automatically.
    if (await person.code.isVisible()) {
      await person.code.fill(code);
      await person.button('Verify').click({ timeout: 1_000 });
    }
    await person.isGreeted();
  }).toPass();
  expect((await org.stats())[ANSWER]).toBe(2);
});

test('when an answer of the org is lost on the way, the person is not asked again', both, async ({ person, org }) => {
  const { code } = await person.asksForCode();
  await org.faults({ path: ANSWER, dropAfterBytes: 0, before: false });
  await person.enters(code);
  await person.isGreeted();
  expect((await org.stats())[ANSWER]).toBe(1);
});

test('when the org is slow, the page waits, says that it is busy, and goes on', { tag: ['@K3'] }, async ({ person, page, org }) => {
  const { code } = await person.asksForCode();
  await org.faults({ path: ANSWER, delayMs: 3000 });
  await person.enters(code);
  await expect(page.getByRole('region')).toHaveAttribute('aria-busy', 'true');
  await expect(person.button('Verify')).toBeEnabled();
  await person.isGreeted();
});

test('when the org does not answer at all, the page says so in reasonable time', both, async ({ person, org }) => {
  await person.opens('/sign-in');
  await org.faults({ path: INTERACT, times: 3, delayMs: 60_000 });
  await person.username.fill('ada@example.com');
  await person.button('Next').click();
  await isTold(person, UNAVAILABLE);
  await expect(person.username).toHaveValue('ada@example.com');
});

test('when the tokens cannot be had, nobody is signed in and the page says so', both, async ({ person, page, org }) => {
  const { code } = await person.asksForCode();
  await org.faults({ path: '/oauth2/default/v1/token', status: 500, times: 3 });
  await person.enters(code);
  await expect(person.alert).toHaveText(/so we did not sign you in\. Start again\.$/);
  await page.goto('/');
  await expect(page).toHaveURL('/sign-in');
});

for (const idToken of ['wrong-nonce', 'wrong-aud', 'wrong-iss', 'expired', 'wrong-signature', 'alg-none']) {
  test(`an ID token with ${idToken} signs nobody in`, async ({ person, page, org }) => {
    const { code } = await person.asksForCode();
    await org.faults({ idToken });
    await person.enters(code);
    await expect(person.alert).toHaveText(/so we did not sign you in\. Start again\.$/);
    await page.goto('/');
    await expect(page).toHaveURL('/sign-in');
  });
}

test('a step that nobody has heard of is shown and can be left', both, async ({ person, page, org }) => {
  await person.asksForCode();
  await org.faults({ path: ANSWER, status: 200, contentType: 'application/ion+json; okta-version=1.0.0', body: unheardOf(org.url) });
  await person.code.fill('code 123456');
  await person.button('Verify').click();
  await expect(page.getByRole('region')).toMatchAriaSnapshot(`
    - heading "One more step" [level=1]
    - textbox "Your favourite colour"
    - checkbox "I like it bright"
    - button "Continue"
    - button "Use a different username"
  `);
  await person.button('Use a different username').click();
  await expect(person.username).toHaveValue('ada@example.com');
  await person.enters((await person.names('ada@example.com')).code);
  await person.isGreeted();
});

/** A response with a remediation that no client knows. */
function unheardOf(org: string): unknown {
  return {
    version: '1.0.0',
    stateHandle: '02.unheard-of',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    intent: 'LOGIN',
    remediation: {
      type: 'array',
      value: [
        {
          rel: ['create-form'],
          name: 'choose-a-colour',
          href: `${org}/idp/idx/colour`,
          method: 'POST',
          produces: 'application/ion+json; okta-version=1.0.0',
          accepts: 'application/json; okta-version=1.0.0',
          value: [
            { name: 'colour', label: 'Your favourite colour', required: true },
            { name: 'bright', label: 'I like it bright', type: 'boolean' },
            { name: 'stateHandle', required: true, value: '02.unheard-of', visible: false, mutable: false },
          ],
        },
      ],
    },
  };
}
