import { expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';

import { Language } from './language';
import type { Mail, Org } from './org';

/** Somebody at a page, with JavaScript or without: what they do to sign in, and what they see. */
export class Person {
  constructor(
    readonly page: Page,
    readonly scripted: boolean,
    private readonly org: Org,
    /** Where the app is; the one under test unless a test starts its own. */
    private readonly app = '',
    /** In which they read. What they look for is named in English all the same. */
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

  /** A field to type into, by its whole label. */
  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: this.language.says(label), exact: true });
  }

  /** What is announced as an error; the panel keeps a hidden one for when the server cannot be reached. */
  get alert(): Locator {
    return this.page.getByRole('alert').filter({ visible: true });
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

  /** Opens a page of the app and waits until its JavaScript, where it has any, answers forms. */
  async opens(path: string): Promise<void> {
    await this.page.goto(this.app + path);
    await this.isAwake();
  }

  /** The same browser in another tab. */
  async newTab(): Promise<Person> {
    return new Person(await this.context.newPage(), this.scripted, this.org, this.app, this.language);
  }

  /** The same person at another address of the app. */
  at(app: string): Person {
    return new Person(this.page, this.scripted, this.org, app, this.language);
  }

  /** Somebody else, at a page without JavaScript. */
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

  /** From wherever they are to the step that asks for the code; answers the mail that has it. */
  async asksForCode(username = 'ada@example.com'): Promise<Mail> {
    await this.opens('/sign-in');
    return this.names(username);
  }

  /** Types a username and goes on to the code. */
  async names(username: string): Promise<Mail> {
    const before = (await this.org.mails(username)).length;
    await this.username.fill(username);
    await this.button('Next').click();
    await expect(this.code).toBeVisible();
    return this.org.mail(username, before + 1);
  }

  /** Types a code. Six digits are sent by themselves where there is JavaScript. */
  async enters(code: string): Promise<void> {
    await this.code.fill(code);
    const sentByItself = this.scripted && /^\d{6}$/.test(code.replace(/[ -]/g, ''));
    if (!sentByItself) await this.button('Verify').click();
  }

  /** Does something and waits until the page shows the step that follows. */
  async movesOn(by: () => Promise<void>): Promise<void> {
    const step = this.page.locator('[name=step]').first();
    const before = await step.inputValue();
    await by();
    await expect(step).not.toHaveValue(before);
  }

  /** The one mail to an address. */
  async mailTo(address: string): Promise<Mail> {
    return this.org.mail(address);
  }

  async signsIn(username = 'ada@example.com'): Promise<void> {
    const mail = await this.asksForCode(username);
    await this.enters(mail.code);
    await this.isGreeted();
  }

  async isGreeted(name = new RegExp(`^${this.language.says('Hello')}`)): Promise<void> {
    await expect(this.title(name)).toBeVisible();
    await expect(this.page).toHaveURL(`${this.app}/`);
  }

  /** Opens the link of a mail as from a mail program, and presses "Continue" where no script does it. */
  async follows(mail: Mail): Promise<void> {
    if (!mail.link) throw new Error(`the mail to ${mail.to} has no link`);
    await this.page.goto(mail.link);
    await this.continues();
  }

  /** Presses "Continue" where no script does it. */
  async continues(): Promise<void> {
    if (!this.scripted) await this.button('Continue').click();
  }
}

/** Lets pages say that the island listens to its forms: from then on they are answered in place. */
export async function tellsWhenAwake(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...args) {
      if (args[0] === 'submit') Object.assign(window, { awake: true });
      return listen.apply(this, args);
    };
  });
}
