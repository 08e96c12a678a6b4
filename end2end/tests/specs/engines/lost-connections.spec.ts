import { expect, test } from '../../support/engines/fixtures';
import type { Visitor } from '../../support/engines/visitor';

const SUBMIT = '/api/sign-in/submit';
const UNREACHABLE = /^We could not reach the server\. What you entered is still here/;

/** A step: its POST path, how to reach and submit it, what must stay, and how to tell that it has led on. */
interface Step {
  path?: string;
  arrive: (visitor: Visitor) => Promise<unknown>;
  press: (visitor: Visitor) => Promise<void>;
  /** The button that submits again. */
  again: string;
  kept?: [string, string];
  isThere: (visitor: Visitor) => Promise<boolean>;
  /** The response sets the cookie of a new session. */
  signsIn?: true;
  mailsTo?: string;
}

const isGreeted = async (visitor: Visitor) => /^Hello/.test(await visitor.title());
const isTold = async (visitor: Visitor) => UNREACHABLE.test(await visitor.alert());
const right = async (visitor: Visitor) => visitor.enters((await visitor.org.mails())[0].code);

const STEPS: Record<string, Step> = {
  'the username': {
    arrive: async (visitor) => {
      await visitor.opens('/sign-in');
      await visitor.fills('Username', 'ada@example.com');
    },
    press: (visitor) => visitor.presses('Next'),
    again: 'Next',
    kept: ['Username', 'ada@example.com'],
    isThere: (visitor) => visitor.hasField('Enter code'),
    mailsTo: 'ada@example.com',
  },
  'the code': {
    arrive: (visitor) => visitor.asksForCode(),
    press: right,
    again: 'Verify',
    isThere: isGreeted,
    signsIn: true,
    mailsTo: 'ada@example.com',
  },
  'a wrong code': {
    arrive: (visitor) => visitor.asksForCode(),
    press: (visitor) => visitor.enters('000000'),
    again: 'Verify',
    kept: ['Enter code', '000000'],
    isThere: async (visitor) => /^That code is not right/.test(await visitor.alert()),
    mailsTo: 'ada@example.com',
  },
  'another username': {
    path: '/api/sign-in/act',
    arrive: (visitor) => visitor.asksForCode(),
    press: (visitor) => visitor.presses('Use a different username'),
    again: 'Use a different username',
    isThere: async (visitor) => (await visitor.value('Username')) === 'ada@example.com',
  },
  'the start of signing up': {
    arrive: (visitor) => visitor.opens('/sign-up'),
    press: (visitor) => visitor.presses('Continue'),
    again: 'Continue',
    isThere: (visitor) => visitor.hasField('First name'),
  },
  'who signs up': {
    arrive: async (visitor) => {
      await visitor.opens('/sign-up');
      await visitor.presses('Continue');
      await visitor.fills('First name', 'Grace');
      await visitor.fills('Last name', 'Hopper');
      await visitor.fills('Email', 'grace@example.com');
    },
    press: (visitor) => visitor.presses('Sign up'),
    again: 'Sign up',
    kept: ['Email', 'grace@example.com'],
    isThere: (visitor) => visitor.hasField('Enter code'),
    mailsTo: 'grace@example.com',
  },
  'who has forgotten a password': {
    arrive: async (visitor) => {
      await visitor.opens('/forgot-password');
      await visitor.fills('Username', 'pat@example.com');
    },
    press: (visitor) => visitor.presses('Next'),
    again: 'Next',
    kept: ['Username', 'pat@example.com'],
    isThere: (visitor) => visitor.hasField('Enter code'),
    mailsTo: 'pat@example.com',
  },
  'the new password': {
    arrive: async (visitor) => {
      await visitor.opens('/forgot-password');
      await visitor.names('pat@example.com');
      await right(visitor);
      await visitor.fills('New password', 'Brand-New-Horse-1');
    },
    press: (visitor) => visitor.presses('Save'),
    again: 'Save',
    kept: ['New password', 'Brand-New-Horse-1'],
    isThere: isGreeted,
    signsIn: true,
  },
};

/** Resets to the start of a test, with the same browser. */
async function anew(visitor: Visitor): Promise<void> {
  await visitor.org.reset();
  await visitor.browser.say('forget', {});
}

const answers = async ({ org }: Visitor) => (await org.stats())['/idp/idx/challenge/answer'] ?? 0;

test('each of eight steps, lost before it arrives, stays and goes on at the next press', { tag: ['@K25'] }, async ({ visitor, app }) => {
  test.setTimeout(120_000);
  await visitor.opens('/sign-in');
  for (const [what, step] of Object.entries(STEPS)) {
    await test.step(what, async () => {
      await anew(visitor);
      await step.arrive(visitor);
      app.wire.lose(step.path ?? SUBMIT, 'before it arrives');
      await step.press(visitor);
      await visitor.isTold(UNREACHABLE);
      expect(app.wire.hasLost).toBe(true);
      if (step.kept) expect(await visitor.value(step.kept[0])).toBe(step.kept[1]);
      await visitor.presses(step.again);
      await expect.poll(() => step.isThere(visitor)).toBe(true);
      if (step.mailsTo) expect(await visitor.org.mails(step.mailsTo)).toHaveLength(1);
    });
  }
});

test('each of eight steps, lost after it has worked, goes on by itself or at the next press, without a second effect', { tag: ['@K25'] }, async ({ visitor, app }) => {
  test.setTimeout(120_000);
  await visitor.opens('/sign-in');
  for (const [what, step] of Object.entries(STEPS)) {
    await test.step(what, async () => {
      await anew(visitor);
      await step.arrive(visitor);
      const before = await answers(visitor);
      app.wire.lose(step.path ?? SUBMIT, 'after it has worked');
      await step.press(visitor);
      await expect.poll(() => app.wire.hasLost).toBe(true);
      // A waiting page receives an event; another page submits again, if its button is still there.
      const isOver = async () => (await step.isThere(visitor)) || (step.signsIn === true && (await visitor.hasField('Username')));
      await expect.poll(async () => (await isTold(visitor)) || (await isOver())).toBe(true);
      if (!(await isOver())) await visitor.presses(step.again).catch(() => {});
      await expect.poll(isOver).toBe(true);
      if (step.signsIn && !(await isGreeted(visitor))) await startsAgain(visitor);
      if (step.mailsTo && !step.signsIn) expect(await visitor.org.mails(step.mailsTo)).toHaveLength(1);
      if (!step.signsIn) expect((await answers(visitor)) - before).toBeLessThanOrEqual(1);
    });
  }
});

/** Starts again, because the cookie of the session was in the lost response. */
async function startsAgain(visitor: Visitor): Promise<void> {
  await visitor.names('ada@example.com');
  await right(visitor);
  await visitor.sees(/^Hello/);
}
