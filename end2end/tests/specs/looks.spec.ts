import { expect, test } from '../support/fixtures';
import { expectRoom, lookAt, looks } from '../support/looks';
import type { Person } from '../support/person';
import type { Org } from '../support/org';

const both = { tag: '@no-javascript' };

interface World {
  person: Person;
  org: Org;
  stranger: () => Promise<Person>;
}

/** Every screen, with the way to it; returns the user who sees it. */
const screens: Record<string, (world: World) => Promise<Person>> = {
  'sign-in': async ({ person }) => {
    await person.opens('/sign-in');
    return person;
  },
  'sign-in, refused': async ({ person }) => {
    await person.opens('/sign-in');
    await person.username.fill('nobody@example.com');
    await person.button('Next').click();
    await expect(person.alert).toBeVisible();
    return person;
  },
  'sign-in, the org is down': async ({ person, org }) => {
    await person.opens('/sign-in');
    await org.faults({ path: '/oauth2/default/v1/interact', status: 500, times: 3 });
    await person.username.fill('ada@example.com');
    await person.button('Next').click();
    await expect(person.alert).toBeVisible();
    return person;
  },
  code: async ({ person }) => {
    await person.asksForCode();
    return person;
  },
  'code, refused': async ({ person }) => {
    await person.asksForCode();
    await person.enters('000000');
    await expect(person.alert).toBeVisible();
    return person;
  },
  'code of letters': async ({ person, org }) => {
    await org.policy('email-alphanumeric');
    await person.asksForCode();
    await person.code.fill('WMWMW12345');
    return person;
  },
  'code, of somebody with a long address': async ({ person, org }) => {
    const login = `a-very-long-name-without-any-place-to-break-it-${'x'.repeat(60)}@a-long-subdomain.of-a-long-domain.example`;
    await org.addPerson({ login, firstName: 'Long', lastName: 'Name' });
    await person.asksForCode(login);
    return person;
  },
  home: async ({ person }) => {
    await person.signsIn();
    return person;
  },
  'signed out': async ({ person }) => {
    await person.signsIn();
    await person.button('Sign out').click();
    await expect(person.text('You are signed out.')).toBeVisible();
    return person;
  },
  'sign-up': async ({ person }) => {
    await person.opens('/sign-up');
    return person;
  },
  'sign-up, form': async ({ person }) => {
    await person.opens('/sign-up');
    await person.button('Continue').click();
    await expect(person.field('Email')).toBeVisible();
    await person.movesOn(() => person.button('Sign up').click());
    await expect(person.alert.first()).toBeVisible();
    return person;
  },
  recovery: async ({ person }) => {
    await person.opens('/forgot-password');
    return person;
  },
  'choice of a way': async ({ person, org }) => {
    await org.policy('email-or-password');
    await person.opens('/sign-in');
    await person.username.fill('pat@example.com');
    await person.button('Next').click();
    await expect(person.title('Choose how to verify')).toBeVisible();
    return person;
  },
  'username and password': async ({ person, org }) => {
    await org.policy('password-first');
    await person.opens('/sign-in');
    await person.username.fill('pat@example.com');
    await person.button('Next').click();
    await expect(person.field('Password')).toBeVisible();
    return person;
  },
  'new password': async ({ person, org }) => {
    await person.opens('/forgot-password');
    await person.username.fill('pat@example.com');
    await person.button('Next').click();
    await expect(person.code).toBeVisible();
    await person.enters((await org.mail('pat@example.com')).code);
    await expect(person.field('New password')).toBeVisible();
    return person;
  },
  'authenticator app, set up': async ({ person, org }) => {
    await org.policy('google-otp-required');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await expect(person.page.getByRole('img')).toBeVisible();
    return person;
  },
  'security question': async ({ person, org }) => {
    await org.policy('security-question');
    await person.opens('/sign-in');
    await person.username.fill('quinn@example.com');
    await person.button('Next').click();
    await expect(person.field('Answer')).toBeVisible();
    return person;
  },
  'security question, set up': async ({ person, org }) => {
    await org.policy('security-question-required');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await person.option('Create my own security question').check();
    await expect(person.field('Your question')).toBeVisible();
    return person;
  },
  'attributes of every type': async ({ person, org }) => {
    await org.policy('sign-up-profile');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await expect(person.title('Complete your profile')).toBeVisible();
    return person;
  },
  'phone with a country': async ({ person, org }) => {
    await org.policy('phone-required');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await expect(person.field('Phone number')).toBeVisible();
    return person;
  },
  'consent': async ({ person, org }) => {
    await org.policy('consent');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await expect(person.button('Allow access')).toBeVisible();
    return person;
  },
  'form that nobody knows': async ({ person, org }) => {
    await org.policy('email-unknown-form');
    const { code } = await person.asksForCode();
    await person.enters(code);
    await expect(person.title('One more step')).toBeVisible();
    return person;
  },
  'end of a sign-in': async ({ person }) => {
    await person.opens('/sign-in');
    await person.username.fill('suspended@example.com');
    await person.button('Next').click();
    await expect(person.title('You don’t have access')).toBeVisible();
    return person;
  },
  'link in another browser': async ({ person, stranger }) => {
    const mail = await person.asksForCode();
    const other = await stranger();
    await other.page.goto(mail.link ?? '');
    await expect(other.title('Almost there')).toBeVisible();
    return other;
  },
  'link that does not work': async ({ person }) => {
    await person.opens('/login/callback?otp=123456&state=nobody-waits');
    return person;
  },
  'no such page': async ({ person }) => {
    await person.opens('/no/such/page');
    return person;
  },
};

for (const [name, arrive] of Object.entries(screens)) {
  test(`${name}: can be read and used in every look`, both, async ({ person, org, stranger, complaints, expectAccessible, picture }) => {
    complaints.expect(/status of 404/);
    const visitor = await arrive({ person, org, stranger });
    const { page, scripted } = visitor;
    // Without JavaScript the markup differs only in a few texts, so two looks are enough.
    for (const look of looks.filter(({ name }) => scripted || ['light', '360px'].includes(name))) {
      await lookAt(page, look);
      await expectRoom(page, look.name);
      await picture(page, `${name.replace(/,? /g, '-')}-${look.name}`);
      // Axe finds no difference between window sizes.
      if (['light', 'dark'].includes(look.name)) await expectAccessible(visitor);
    }
  });
}

test('link in the right browser: can be read and used in every look', async ({ person, browser, baseURL, expectAccessible, picture }) => {
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const visitor = person.without(await plain.newPage());
  const mail = await visitor.asksForCode();
  await visitor.page.goto(mail.link ?? '');
  await expect(visitor.title('Finish signing in')).toBeVisible();
  for (const look of looks) {
    await lookAt(visitor.page, look);
    await expectRoom(visitor.page, look.name);
    await picture(visitor.page, `link-in-the-right-browser-${look.name}`);
  }
  await lookAt(visitor.page, looks[0]);
  await expectAccessible(visitor);
  await plain.close();
});

test('a code of ten letters fits into its field on a phone', both, async ({ person, page, org }) => {
  await org.policy('email-alphanumeric');
  const { code } = await person.asksForCode();
  await page.setViewportSize({ width: 360, height: 740 });
  await person.code.fill(code);
  const room = await person.code.evaluate((input) => input.clientWidth - input.scrollWidth);
  expect(room).toBeGreaterThanOrEqual(0);
});

test('words three times as long find room', async ({ person, page, picture }) => {
  await person.asksForCode();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('h1, p, label, button, a')) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) node.nodeValue = `${node.nodeValue} `.repeat(3);
      }
    }
  });
  for (const look of looks.filter(({ name }) => name === 'light' || name === '360px')) {
    await lookAt(page, look);
    await expectRoom(page, look.name);
    await picture(page, `code-long-words-${look.name}`);
  }
});

test('nothing moves for somebody who prefers that', async ({ person, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await person.asksForCode();
  const slow = await page.evaluate(() =>
    document
      .getAnimations()
      .map((animation) => Number(animation.effect?.getComputedTiming().duration))
      .filter((duration) => duration > 10),
  );
  expect(slow).toEqual([]);
});

test('a step fades in for everybody else', async ({ person, page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await person.opens('/sign-in');
  // Listening has begun once the handle exists; its value arrives with the next step.
  const faded = await page.getByRole('main').evaluateHandle((main) => {
    const name = new Promise<string>((resolve) =>
      main.addEventListener('animationstart', (event) => resolve((event as AnimationEvent).animationName), { once: true }),
    );
    return { name };
  });
  await person.names('ada@example.com');
  expect(await faded.evaluate(({ name }) => name)).toBe('fade');
});
