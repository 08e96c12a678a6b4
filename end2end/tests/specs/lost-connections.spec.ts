import { expect, test } from '../support/fixtures';
import type { Org } from '../support/org';
import type { Person } from '../support/person';

const SUBMIT = '/api/sign-in/submit';
const ACT = '/api/sign-in/act';
const LOST = /ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED|INCOMPLETE_CHUNKED_ENCODING)/;
const UNREACHABLE = /^We could not reach the server\. What you entered is still here/;

interface World {
  visitor: Person;
  org: Org;
}

/** A step: how to reach it, the button, the input that must stay, and where it leads. */
interface Step {
  path: string;
  arrive: (world: World) => Promise<void>;
  press: (world: World) => Promise<void>;
  again: (world: World) => Promise<void>;
  kept?: (world: World) => Promise<void>;
  leads: (world: World, timeout?: number) => Promise<void>;
  /** The response sets the cookie of a new session. */
  signsIn?: true;
  /** How many emails an address has received by then. */
  mails?: [string, number];
}

const next = ({ visitor }: World) => visitor.button('Next').click();

const STEPS: Record<string, Step> = {
  'the username': {
    path: SUBMIT,
    arrive: async ({ visitor }) => {
      await visitor.opens('/sign-in');
      await visitor.username.fill('ada@example.com');
    },
    press: next,
    again: next,
    kept: ({ visitor }) => expect(visitor.username).toHaveValue('ada@example.com'),
    leads: ({ visitor }, timeout) => expect(visitor.code).toBeVisible({ timeout }),
    mails: ['ada@example.com', 1],
  },
  'the code': {
    path: SUBMIT,
    arrive: async ({ visitor }) => {
      await visitor.asksForCode();
    },
    press: async ({ visitor, org }) => visitor.enters((await org.mail('ada@example.com')).code),
    again: ({ visitor }) => visitor.button('Verify').click(),
    kept: async ({ visitor, org }) => expect(visitor.code).toHaveValue((await org.mail('ada@example.com')).code),
    signsIn: true,
    leads: ({ visitor }, timeout) => expect(visitor.greeting).toBeVisible({ timeout }),
    mails: ['ada@example.com', 1],
  },
  'a wrong code': {
    path: SUBMIT,
    arrive: async ({ visitor }) => {
      await visitor.asksForCode();
    },
    press: ({ visitor }) => visitor.enters('000000'),
    again: ({ visitor }) => visitor.button('Verify').click(),
    kept: ({ visitor }) => expect(visitor.code).toHaveValue('000000'),
    leads: ({ visitor }, timeout) => expect(visitor.alert).toHaveText(/^That code is not right/, { timeout }),
  },
  'another username': {
    path: ACT,
    arrive: async ({ visitor }) => {
      await visitor.asksForCode();
    },
    press: ({ visitor }) => visitor.button('Use a different username').click(),
    again: ({ visitor }) => visitor.button('Use a different username').click(),
    leads: ({ visitor }, timeout) => expect(visitor.username).toHaveValue('ada@example.com', { timeout }),
  },
  'the start of signing up': {
    path: SUBMIT,
    arrive: ({ visitor }) => visitor.opens('/sign-up'),
    press: ({ visitor }) => visitor.button('Continue').click(),
    again: ({ visitor }) => visitor.button('Continue').click(),
    leads: ({ visitor }, timeout) => expect(visitor.field('First name')).toBeVisible({ timeout }),
  },
  'who signs up': {
    path: SUBMIT,
    arrive: async ({ visitor }) => {
      await visitor.opens('/sign-up');
      await visitor.button('Continue').click();
      await visitor.field('First name').fill('Grace');
      await visitor.field('Last name').fill('Hopper');
      await visitor.field('Email').fill('grace@example.com');
    },
    press: ({ visitor }) => visitor.button('Sign up').click(),
    again: ({ visitor }) => visitor.button('Sign up').click(),
    kept: ({ visitor }) => expect(visitor.field('Email')).toHaveValue('grace@example.com'),
    leads: ({ visitor }, timeout) => expect(visitor.code).toBeVisible({ timeout }),
    mails: ['grace@example.com', 1],
  },
  'who has forgotten a password': {
    path: SUBMIT,
    arrive: async ({ visitor }) => {
      await visitor.opens('/forgot-password');
      await visitor.username.fill('pat@example.com');
    },
    press: next,
    again: next,
    kept: ({ visitor }) => expect(visitor.username).toHaveValue('pat@example.com'),
    leads: ({ visitor }, timeout) => expect(visitor.code).toBeVisible({ timeout }),
    mails: ['pat@example.com', 1],
  },
  'the new password': {
    path: SUBMIT,
    arrive: async ({ visitor, org }) => {
      await visitor.opens('/forgot-password');
      await visitor.enters((await visitor.names('pat@example.com')).code);
      await visitor.field('New password').fill('Brand-New-Horse-1');
    },
    press: ({ visitor }) => visitor.button('Save').click(),
    again: ({ visitor }) => visitor.button('Save').click(),
    kept: ({ visitor }) => expect(visitor.field('New password')).toHaveValue('Brand-New-Horse-1'),
    signsIn: true,
    leads: ({ visitor }, timeout) => expect(visitor.greeting).toBeVisible({ timeout }),
  },
};

/** Waits until the page shows that the server is unreachable, or has learnt the response from an event. */
async function tellsOrGoesOn(step: Step, world: World): Promise<'told' | 'gone on'> {
  let seen: 'told' | 'gone on' | undefined;
  await expect(async () => {
    const alert = await world.visitor.alert.allInnerTexts();
    if (alert.some((text) => UNREACHABLE.test(text))) seen = 'told';
    else {
      await step.leads(world, 500);
      seen = 'gone on';
    }
  }).toPass();
  return seen ?? 'told';
}

/** Starts again, because the cookie of the session was in the lost response. */
async function startsAgain({ visitor, org }: World, username: string): Promise<void> {
  await expect(visitor.page.getByText('We lost track of that sign-in and have to start again. Select Next to continue.')).toBeVisible();
  await visitor.enters((await visitor.names(username)).code);
  await expect(visitor.greeting).toBeVisible();
  expect((await org.stats())['/oauth2/default/v1/token']).toBe(2);
}

for (const [what, step] of Object.entries(STEPS)) {
  test(`${what}, lost before it arrives, stays and goes on at the next press`, { tag: ['@K25'] }, async ({ person, wire, org, complaints }) => {
    complaints.expect(LOST);
    const world = { visitor: person.at(wire.url), org };
    await step.arrive(world);
    wire.lose(step.path, 'before it arrives');
    await step.press(world);
    await expect(world.visitor.alert).toHaveText(UNREACHABLE);
    expect(wire.hasLost).toBe(true);
    await step.kept?.(world);
    await step.again(world);
    await step.leads(world);
    if (step.mails) expect(await org.mails(step.mails[0])).toHaveLength(step.mails[1]);
  });

  if (step.signsIn) continue;
  test(`${what}, lost after it has worked, goes on by itself or at the next press, without a second effect`,
    { tag: ['@K25'] }, async ({ person, wire, org, complaints }) => {
    complaints.expect(LOST);
    const world = { visitor: person.at(wire.url), org };
    await step.arrive(world);
    const before = await org.stats();
    wire.lose(step.path, 'after it has worked');
    await step.press(world);
    await expect.poll(() => wire.hasLost).toBe(true);
    if ((await tellsOrGoesOn(step, world)) === 'told') {
      // A waiting page may receive an event first, so the button may be gone before it is clicked.
      await Promise.race([step.again(world), step.leads(world)]);
      await step.leads(world);
    }
    if (step.mails) expect(await org.mails(step.mails[0])).toHaveLength(step.mails[1]);
    const answers = async (stats: Record<string, number>) => stats['/idp/idx/challenge/answer'] ?? 0;
    expect((await answers(await org.stats())) - (await answers(before))).toBeLessThanOrEqual(1);
  });
}

for (const what of ['the code', 'the new password']) {
  test(`${what}, whose answer with the new cookie is lost, signs in at the next press, or starts again with a word about it`,
    { tag: ['@K25'] }, async ({ person, wire, org, complaints }) => {
    complaints.expect(LOST);
    const world = { visitor: person.at(wire.url), org };
    const step = STEPS[what];
    await step.arrive(world);
    wire.lose(step.path, 'after it has worked');
    await step.press(world);
    await expect(world.visitor.alert.or(world.visitor.username).first()).toBeVisible();
    await Promise.race([step.again(world), expect(world.visitor.username).toBeVisible()]);
    // The same code leads to the session again, but a page that has received the event cannot
    // submit it.
    const greeted = world.visitor.greeting;
    await expect(greeted.or(world.visitor.username)).toBeVisible();
    if ((await greeted.count()) === 0) await startsAgain(world, 'ada@example.com');
    else expect((await org.stats())['/oauth2/default/v1/token']).toBe(1);
  });
}

test('the link, lost before it arrives, signs in when it is opened once more', { tag: ['@K25'] }, async ({ person, wire, org, complaints }) => {
  complaints.expect(/ERR_/);
  const visitor = person.at(wire.url);
  const mail = await visitor.asksForCode();
  const callback = await org.callback(mail);
  const tab = await visitor.newTab();
  wire.lose('/api/sign-in/link', 'before it arrives');
  await tab.page.goto(callback);
  await expect.poll(() => wire.hasLost).toBe(true);
  await expect(async () => {
    // A browser may resend the form itself; then nothing is left to do.
    const hello = await tab.title('Hello, Ada').count();
    if (hello === 0) await tab.page.goto(callback);
    await expect(tab.title('Hello, Ada')).toBeVisible({ timeout: 2000 });
  }).toPass();
  await visitor.isGreeted('Ada');
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});

for (const when of ['before it arrives', 'after it has worked'] as const) {
  test(`signing out, lost ${when}, is done at the latest by pressing once more`, { tag: ['@K25'] }, async ({ person, wire, complaints }) => {
    complaints.expect(/ERR_/);
    const visitor = person.at(wire.url);
    await visitor.signsIn();
    wire.lose('/api/sign-out', when);
    await visitor.button('Sign out').click();
    await expect.poll(() => wire.hasLost).toBe(true);
    // A page about the lost connection may come in between.
    await expect(() => visitor.opens('/')).toPass();
    // A browser may have resent the form itself.
    await expect(visitor.button('Sign out').or(visitor.username)).toBeVisible();
    if ((await visitor.username.count()) === 0) await visitor.button('Sign out').click();
    await expect(visitor.username).toBeVisible();
  });
}

test('a connection that is lost while a page waits is found again, and the page hears of the link', { tag: ['@K25'] }, async ({ person, context, wire, complaints }) => {
  complaints.expect(/ERR_/);
  const visitor = person.at(wire.url);
  const mail = await visitor.asksForCode();
  await context.setOffline(true);
  await expect.poll(() => visitor.page.evaluate(() => navigator.onLine)).toBe(false);
  await context.setOffline(false);
  const tab = await visitor.newTab();
  await tab.follows(mail);
  await tab.isGreeted();
  await expect(visitor.greeting).toBeVisible({ timeout: 15_000 });
});

test('a tab that slept while the link was opened hears of it when it wakes', async ({ person, org }) => {
  const mail = await person.asksForCode();
  const session = await person.context.newCDPSession(person.page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  const tab = await person.newTab();
  await tab.follows(mail);
  await tab.isGreeted();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await person.isGreeted();
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});
