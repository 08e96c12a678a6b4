import { expect } from '@playwright/test';

/** A mail as the emulated org's mailbox holds it. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  kind: string;
  code: string;
  /** The org's own link, which leads to the app's callback with `otp` and `state`. */
  link: string | null;
  sentAt: string;
}

/** A call as the org remembers it, secrets and all. */
export interface Call {
  path: string;
  sent: string;
  answered: string;
  headers: Record<string, string | null | undefined>;
}

/** How calls to one path of the org go wrong. */
export interface PathFault {
  /** The exact path, or its beginning followed by `*`. */
  path: string;
  status?: number;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  delayMs?: number;
  dropAfterBytes?: number;
  /** Only calls about the user with this login. */
  user?: string;
  /** `X-Rate-Limit-Limit` of a 429; 1 with a `user`, otherwise 600. */
  limit?: number;
  /** Seconds until `X-Rate-Limit-Reset` of a 429. */
  resetAfterSeconds?: number;
  times?: number;
  /** False: the call takes effect and only its answer goes wrong. */
  before?: boolean;
}

export type Fault = PathFault | { idToken: string; times?: number } | { rotateKeys: true };

export type Policy =
  | 'email-only'
  | 'email-or-password'
  | 'password-and-email'
  | 'password-first'
  | 'email-verification-data'
  | 'email-no-link'
  | 'email-alphanumeric'
  | 'email-unknown-form'
  | 'email-skippable-form';

/** The control API of the emulated org: its mailbox, clock, policy, faults and counters. */
export class Org {
  constructor(readonly url: string) {}

  /** All mails, or those to an address, newest first. */
  async mails(to?: string): Promise<Mail[]> {
    return this.#call('GET', to === undefined ? 'mail' : `mail?to=${encodeURIComponent(to)}`);
  }

  /** The newest mail to an address, once `count` of them have been sent since the last reset. */
  async mail(to: string, count = 1): Promise<Mail> {
    await expect.poll(async () => (await this.mails(to)).length, `mails to ${to}`).toBe(count);
    return (await this.mails(to))[0];
  }

  /** Where the link in a mail leads: the app's callback with `otp` and `state`. Nothing is used up by asking. */
  async callback(mail: Mail): Promise<string> {
    if (!mail.link) throw new Error(`the mail to ${mail.to} has no link`);
    const response = await fetch(mail.link, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (!location) throw new Error(`the link answers ${response.status} without a Location`);
    return location;
  }

  /** Moves the org's clock; nobody waits. */
  async advance(seconds: number): Promise<void> {
    await this.#call('POST', 'clock', { advanceSeconds: seconds });
  }

  /** How people sign in from now on, and whether the org hides who has an account. */
  async policy(name: Policy, options: { enumerationPrevention?: boolean } = {}): Promise<void> {
    await this.#call('POST', 'policy', { name, ...options });
  }

  /** Adds somebody who may sign in, with a password where one is given. */
  async addPerson(person: { login: string; email?: string; firstName: string; lastName: string; password?: string }): Promise<void> {
    await this.#call('POST', 'users', person);
  }

  /** Plans what goes wrong next, in this order. */
  async faults(...faults: Fault[]): Promise<void> {
    for (const fault of faults) await this.#call('POST', 'faults', fault);
  }

  /** Lets the org refuse everybody at one place, until `faultless`. */
  async refuse(where: 'proven' | 'first-answer' | 'interact' | 'token', what: object): Promise<void> {
    await this.#call('POST', 'faults', { refuse: where, ...what });
  }

  /** Nothing that was planned goes wrong any more. */
  async faultless(): Promise<void> {
    await this.#call('DELETE', 'faults');
  }

  /** How often each path was called since the last reset, as in `{"/idp/idx/identify": 3}`. */
  async stats(): Promise<Record<string, number>> {
    return this.#call('GET', 'stats');
  }

  /** The latest calls with all that was said, oldest first. */
  async everyCall(): Promise<Call[]> {
    return this.#call('GET', 'calls');
  }

  /** Puts a marker into every handle, code of a client, token and link from now on. */
  async canaries(marker: string): Promise<void> {
    await this.#call('POST', 'canaries', { marker });
  }

  /** The calls to one path, oldest first. */
  async calls(path: string): Promise<{ at: string; status: number }[]> {
    return this.#call('GET', `calls?path=${encodeURIComponent(path)}`);
  }

  /** Everything as it was when the org started: clock and counters, mails, policy, faults, sign-ins. */
  async reset(): Promise<void> {
    await this.#call('POST', 'reset');
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_local/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_local/${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
