import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { expect } from '@playwright/test';

import { Language } from '../language';
import type { Mail, Org } from '../org';
import { Refusal } from './driver';
import type { Driver } from './driver';

const SEEN = 'not(ancestor-or-self::*[@hidden])';
const quoted = (text: string): string => `"${text}"`;
const TITLE = `//h1[${SEEN}]`;
const ALERT = `//*[@role="alert"][${SEEN}]`;
const field = (label: string): string => `//input[@id=//label[normalize-space()=${quoted(label)}]/@for]`;
const button = (name: string): string => `//button[normalize-space()=${quoted(name)}]`;

/** Errors after which an element is searched again, because it has gone or moved. */
const PASSING = ['no such element', 'stale element reference', 'element not interactable', 'element click intercepted'];

/** A user of a driven browser: their actions, and what they see. */
export class Visitor {
  /** The user's language. Tests still name texts in English. */
  language = new Language('en');

  constructor(
    readonly browser: Driver,
    readonly org: Org,
    readonly app: string,
    readonly scripted: boolean,
  ) {}

  /** Opens a page of the app and waits until its island, if it has one, handles forms. */
  async opens(path: string): Promise<void> {
    await this.browser.open(this.app + path);
    await this.isAwake();
  }

  /** Waits until the island is active, by a form that only an active island blocks. */
  async isAwake(): Promise<void> {
    if (!this.scripted) return;
    const probe = `
      const panel = document.querySelector('leptos-island .panel');
      if (!panel) return true;
      const form = panel.appendChild(document.createElement('form'));
      form.appendChild(document.createElement('i')).setAttribute('aria-disabled', 'true');
      const event = new SubmitEvent('submit', { bubbles: true, cancelable: true });
      form.dispatchEvent(event);
      form.remove();
      return event.defaultPrevented;`;
    await expect.poll(() => this.browser.run(probe), 'the island answers forms').toBe(true);
  }

  async fills(label: string, text: string): Promise<void> {
    await this.#on(field(this.language.says(label)), async (id) => {
      await this.browser.say('clear', { id });
      await this.browser.say('type', { id, text });
    });
  }

  async presses(name: string): Promise<void> {
    await this.#on(button(this.language.says(name)), (id) => this.browser.say('click', { id }));
  }

  async follows(link: string): Promise<void> {
    await this.#on(`//a[normalize-space()=${quoted(this.language.says(link))}]`, (id) => this.browser.say('click', { id }));
  }

  /** Waits for a page or a step by its title. */
  async sees(title: RegExp): Promise<void> {
    await expect.poll(() => this.title(), 'the title').toMatch(title);
  }

  /** Waits for a field by its label. */
  async isAsked(label: string): Promise<void> {
    await expect.poll(() => this.hasField(label), label).toBe(true);
  }

  /** Waits for an error. */
  async isTold(error: RegExp): Promise<void> {
    await expect.poll(() => this.alert(), 'the alert').toMatch(error);
  }

  title(): Promise<string> {
    return this.#read(TITLE, (id) => this.browser.say('text', { id }), '');
  }

  alert(): Promise<string> {
    return this.#read(ALERT, (id) => this.browser.say('text', { id }), '');
  }

  /** Returns the value of a field, or nothing if there is no such field. */
  value(label: string): Promise<string | undefined> {
    return this.#read(field(this.language.says(label)), (id) => this.browser.say('property', { id, name: 'value' }), undefined);
  }

  async hasField(label: string): Promise<boolean> {
    return (await this.value(label)) !== undefined;
  }

  /** Submits a username up to the code; returns the email with the code. */
  async names(username: string): Promise<Mail> {
    const before = (await this.org.mails(username)).length;
    await this.fills('Username', username);
    await this.presses('Next');
    await this.isAsked('Enter code');
    return this.org.mail(username, before + 1);
  }

  async asksForCode(username = 'ada@example.com'): Promise<Mail> {
    await this.opens('/sign-in');
    return this.names(username);
  }

  /** Types a code. With JavaScript, six digits are submitted automatically. */
  async enters(code: string): Promise<void> {
    await this.fills('Enter code', code);
    if (!this.scripted) await this.presses('Verify');
  }

  async signsIn(): Promise<void> {
    await this.enters((await this.asksForCode()).code);
    await this.isGreeted();
  }

  async isGreeted(): Promise<void> {
    await this.sees(new RegExp(`^${this.language.says('Hello')}.*Ada`));
  }

  /** Saves a screenshot. */
  async picture(path: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await this.browser.picture());
  }

  /** Acts on an element; waits up to five seconds until it is there and still. */
  async #on(xpath: string, act: (id: string) => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await act(await this.browser.find(xpath));
        return;
      } catch (error) {
        if (!(error instanceof Refusal && PASSING.includes(error.kind)) || tries === 100) throw error;
        await pause(50);
      }
    }
  }

  /** Reads an element, or returns a default if there is none. */
  async #read<T>(xpath: string, look: (id: string) => Promise<unknown>, otherwise: T): Promise<T> {
    try {
      return (await look(await this.browser.find(xpath))) as T;
    } catch (error) {
      if (error instanceof Refusal) return otherwise;
      throw error;
    }
  }
}
