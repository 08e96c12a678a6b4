import { expect } from '@playwright/test';

/** An email in the mailbox of the emulated org. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  kind: string;
  code: string;
  /** The org's own link, which redirects to the app's callback with `otp` and `state`. */
  link: string | null;
  sentAt: string;
}

/** A recorded call, including its secrets. */
export interface Call {
  path: string;
  sent: string;
  answered: string;
  headers: Record<string, string | null | undefined>;
}

/** A fault of calls to one path of the org. */
export interface PathFault {
  /** The exact path, or a prefix followed by `*`. */
  path: string;
  status?: number;
  /** A text as it is, other values as JSON. */
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  delayMs?: number;
  dropAfterBytes?: number;
  /** Only calls of the user with this login. */
  user?: string;
  /** `X-Rate-Limit-Limit` of a 429; 1 with a `user`, otherwise 600. */
  limit?: number;
  /** Seconds until `X-Rate-Limit-Reset` of a 429. */
  resetAfterSeconds?: number;
  times?: number;
  /** False: the call takes effect and only its response fails. */
  before?: boolean;
}

export type Fault = PathFault | { idToken: string; times?: number } | { rotateKeys: true };

/** A message of any channel. */
export interface Message {
  channel: 'email' | 'sms' | 'voice' | 'push';
  to: string;
  code: string;
}

/** A policy in the words of the org's settings; what is left out has its default. */
export interface OwnPolicy {
  first_page?: string[];
  /** Of each entry, one has to be verified. */
  authentication?: string[][];
  enrollment?: { required?: string[]; optional?: string[] };
  recovers_with?: string[];
  /** Attributes that sign-up asks for besides name and email. */
  profile?: { attributes: { name: string; label: string; required?: boolean }[] };
}

export type Policy =
  | OwnPolicy
  | 'email-only'
  | 'email-or-password'
  | 'password-and-email'
  | 'password-first'
  | 'email-verification-data'
  | 'email-no-link'
  | 'email-alphanumeric'
  | 'email-unknown-form'
  | 'email-skippable-form'
  | 'consent'
  | 'google-otp-required'
  | 'phone-required'
  | 'security-question'
  | 'security-question-required'
  | 'sign-up-profile';

/** A user to add, with their authenticators besides email. */
export interface NewPerson {
  login: string;
  email?: string;
  firstName: string;
  lastName: string;
  status?: 'active' | 'locked' | 'staged' | 'suspended' | 'unassigned';
  password?: string;
  phone?: string;
  /** The key of an authenticator app, in base32. */
  google_otp?: string;
}

/** The control API of the emulated org: its mailbox, clock, policy, faults and counters. */
export class Org {
  constructor(readonly url: string) {}

  /** Returns all emails, or those to an address, newest first. */
  async mails(to?: string): Promise<Mail[]> {
    return this.#call('GET', to === undefined ? 'mail' : `mail?to=${encodeURIComponent(to)}`);
  }

  /** Returns the newest email to an address, once `count` of them were sent since the last reset. */
  async mail(to: string, count = 1): Promise<Mail> {
    await expect.poll(async () => (await this.mails(to)).length, `mails to ${to}`).toBe(count);
    return (await this.mails(to))[0];
  }

  /** Returns where the link of an email leads: the app's callback. This does not use the link up. */
  async callback(mail: Mail): Promise<string> {
    if (!mail.link) throw new Error(`the mail to ${mail.to} has no link`);
    const response = await fetch(mail.link, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (!location) throw new Error(`the link answers ${response.status} without a Location`);
    return location;
  }

  /** Moves the org's clock without waiting. */
  async advance(seconds: number): Promise<void> {
    await this.#call('POST', 'clock', { advanceSeconds: seconds });
  }

  /** Returns the newest text message to a number, once there is one. */
  async text(to: string): Promise<Message> {
    const messages = () => this.#call<Message[]>('GET', `messages?channel=sms&to=${encodeURIComponent(to)}`);
    await expect.poll(async () => (await messages()).length, `text messages to ${to}`).toBeGreaterThan(0);
    return (await messages())[0];
  }

  /** Sets the sign-in policy, and whether the org prevents user enumeration. */
  async policy(policy: Policy, options: { enumerationPrevention?: boolean } = {}): Promise<void> {
    await this.#call('POST', 'policy', { ...(typeof policy === 'string' ? { name: policy } : { policy }), ...options });
  }

  /** Adds a user, or replaces the one with this login. */
  async addPerson(person: NewPerson): Promise<void> {
    await this.#call('POST', 'users', person);
  }

  /** Makes the query with a token that an email to a user would lead to. */
  async tokenQuery(login: string, opens: 'activation' | 'recovery'): Promise<string> {
    const { parameter, token } = await this.#call<{ parameter: string; token: string }>('POST', 'tokens', { login, opens });
    return `${parameter}=${token}`;
  }

  /** Plans faults, in this order. */
  async faults(...faults: Fault[]): Promise<void> {
    for (const fault of faults) await this.#call('POST', 'faults', fault);
  }

  /** Makes the org refuse all users at one place, until `faultless`. */
  async refuse(where: 'proven' | 'first-answer' | 'interact' | 'token', what: object): Promise<void> {
    await this.#call('POST', 'faults', { refuse: where, ...what });
  }

  /** Removes the planned faults. */
  async faultless(): Promise<void> {
    await this.#call('DELETE', 'faults');
  }

  /** Returns how often each path was called since the last reset, for example `{"/idp/idx/identify": 3}`. */
  async stats(): Promise<Record<string, number>> {
    return this.#call('GET', 'stats');
  }

  /** Returns the latest calls with all their content, oldest first. */
  async everyCall(): Promise<Call[]> {
    return this.#call('GET', 'calls');
  }

  /** Puts a marker into every new handle, client code, token and link. */
  async canaries(marker: string): Promise<void> {
    await this.#call('POST', 'canaries', { marker });
  }

  /** Returns the calls to one path, oldest first. */
  async calls(path: string): Promise<{ at: string; status: number }[]> {
    return this.#call('GET', `calls?path=${encodeURIComponent(path)}`);
  }

  /** Restores the org's initial state: clock and counters, emails, policy, faults, sign-ins. */
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
