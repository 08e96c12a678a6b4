import { expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';

import { Language } from './language';
import type { Mail, Org } from './org';

/** A user at a page, with or without JavaScript: their actions to sign in, and what they see. */
export class Person {
  constructor(
    readonly page: Page,
    readonly scripted: boolean,
    private readonly org: Org,
    /** The origin of the app, if a test starts its own. */
    private readonly app = '',
    /** The user's language. Tests still name texts in English. */
    private readonly language = new Language('en'),
  ) {}

  get context(): BrowserContext {
    return this.page.context();
  }

  get username(): Locator {
    return this.field('Username');
  }

  get code(): Locator {
    return this.field('Enter code');
  }

  /** Returns a text input by its whole label. */
  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: this.language.says(label), exact: true });
  }

  /** Returns an option of a choice by its label, which is the org's. */
  option(label: string): Locator {
    return this.page.getByRole('radio', { name: label, exact: true });
  }

  /** Returns the announced error; the panel has a hidden one for an unreachable server. */
  get alert(): Locator {
    return this.page.getByRole('alert').filter({ visible: true });
  }

  /** Returns the heading of the page for a signed-in user. */
  get greeting(): Locator {
    return this.title(new RegExp(`^${this.language.says('Hello')}`));
  }

  /** Returns a pattern for a text of the app in the user's language, found by a part of the English one. */
  tells(english: string): RegExp {
    return this.language.tells(english);
  }

  /** Returns an ARIA snapshot whose texts of the app are in the user's language; options are the org's. */
  aria(snapshot: string): string {
    const line = /^(\s*- (?!radio )[a-z]+ )"([^"]+)"/gm;
    const paragraph = /^(\s*- paragraph: )([^/].*)$/gm;
    const own = (_: string, before: string, text: string) => `${before}"${this.says(text)}"`;
    return snapshot.replace(line, own).replace(paragraph, (_, before, text) => `${before}${this.says(text)}`);
  }

  /** Returns a text of the app in the user's language. */
  says(english: string): string {
    return this.language.says(english);
  }

  title(text: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.said(text) });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name: this.said(name), exact: typeof name === 'string' });
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name: this.language.says(name) });
  }

  text(text: string): Locator {
    return this.page.getByText(this.language.says(text));
  }

  private said(text: string | RegExp): string | RegExp {
    return typeof text === 'string' ? this.language.says(text) : text;
  }

  /** Opens a page of the app and waits until its JavaScript, if it has any, handles forms. */
  async opens(path: string): Promise<void> {
    await this.page.goto(this.app + path);
    await this.isAwake();
  }

  /** Opens another tab of the same browser. */
  async newTab(): Promise<Person> {
    return new Person(await this.context.newPage(), this.scripted, this.org, this.app, this.language);
  }

  /** Returns the same user at another address of the app. */
  at(app: string): Person {
    return new Person(this.page, this.scripted, this.org, app, this.language);
  }

  /** Returns another user, at a page without JavaScript. */
  without(page: Page): Person {
    return new Person(page, false, this.org, this.app, this.language);
  }

  async isAwake(): Promise<void> {
    if (!this.scripted) return;
    const awake = () =>
      this.page.evaluate(
        () => !document.querySelector('leptos-island') || 'awake' in window,
      );
    await expect.poll(awake, 'the island answers forms').toBe(true);
  }

  /** Signs in as far as the code; returns the email with the code. */
  async asksForCode(username = 'ada@example.com'): Promise<Mail> {
    await this.opens('/sign-in');
    return this.names(username);
  }

  /** Submits a username up to the code. */
  async names(username: string): Promise<Mail> {
    const before = (await this.org.mails(username)).length;
    await this.username.fill(username);
    await this.button('Next').click();
    await expect(this.code).toBeVisible();
    return this.org.mail(username, before + 1);
  }

  /** Types a code. With JavaScript, six digits are submitted automatically. */
  async enters(code: string): Promise<void> {
    await this.code.fill(code);
    const sentByItself = this.scripted && /^\d{6}$/.test(code.replace(/[ -]/g, ''));
    if (!sentByItself) await this.button('Verify').click();
  }

  /** Performs an action and waits until the page shows the next step. */
  async movesOn(by: () => Promise<void>): Promise<void> {
    const step = this.page.locator('[name=step]').first();
    const before = await step.inputValue();
    await by();
    await expect(step).not.toHaveValue(before);
  }

  /** Returns the only email to an address. */
  async mailTo(address: string): Promise<Mail> {
    return this.org.mail(address);
  }

  async signsIn(username = 'ada@example.com'): Promise<void> {
    const mail = await this.asksForCode(username);
    await this.enters(mail.code);
    await this.isGreeted();
  }

  async isGreeted(name = ''): Promise<void> {
    await expect(this.greeting.filter({ hasText: name })).toBeVisible();
    await expect(this.page).toHaveURL(`${this.app}/`);
  }

  /** Opens the link of an email as from an email program, and continues without a script if needed. */
  async follows(mail: Mail): Promise<void> {
    if (!mail.link) throw new Error(`the mail to ${mail.to} has no link`);
    await this.page.goto(mail.link);
    await this.continues();
  }

  /** Selects "Continue" if no script does it. */
  async continues(): Promise<void> {
    if (!this.scripted) await this.button('Continue').click();
  }
}

/** Marks pages when the island handles their forms, so that tests can wait for it. */
export async function tellsWhenAwake(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...args) {
      if (args[0] === 'submit') Object.assign(window, { awake: true });
      return listen.apply(this, args);
    };
  });
}
