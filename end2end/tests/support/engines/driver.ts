/** The commands of W3C WebDriver that are used here, for HTTP and for Firefox's Marionette. */
const COMMANDS = {
  open: ['POST', '/url', 'WebDriver:Navigate'],
  address: ['GET', '/url', 'WebDriver:GetCurrentURL'],
  source: ['GET', '/source', 'WebDriver:GetPageSource'],
  run: ['POST', '/execute/sync', 'WebDriver:ExecuteScript'],
  find: ['POST', '/element', 'WebDriver:FindElement'],
  click: ['POST', '/element/{id}/click', 'WebDriver:ElementClick'],
  clear: ['POST', '/element/{id}/clear', 'WebDriver:ElementClear'],
  type: ['POST', '/element/{id}/value', 'WebDriver:ElementSendKeys'],
  text: ['GET', '/element/{id}/text', 'WebDriver:GetElementText'],
  property: ['GET', '/element/{id}/property/{name}', 'WebDriver:GetElementProperty'],
  cookies: ['GET', '/cookie', 'WebDriver:GetCookies'],
  forget: ['DELETE', '/cookie', 'WebDriver:DeleteAllCookies'],
  picture: ['GET', '/screenshot', 'WebDriver:TakeScreenshot'],
  resize: ['POST', '/window/rect', 'WebDriver:SetWindowRect'],
  tabs: ['GET', '/window/handles', 'WebDriver:GetWindowHandles'],
  newTab: ['POST', '/window/new', 'WebDriver:NewWindow'],
  turnTo: ['POST', '/window', 'WebDriver:SwitchToWindow'],
  closeTab: ['DELETE', '/window', 'WebDriver:CloseWindow'],
} as const;

export type Command = keyof typeof COMMANDS;
type Parameters = Record<string, unknown>;
/** Sends a command to a browser and returns its result. */
export type Say = (command: Command, parameters: Parameters) => Promise<unknown>;

/** A browser's error about a command, for example `no such element`. */
export class Refusal extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(`${kind}: ${message}`);
  }
}

/** A command over HTTP, below the address of the session. */
export function overHttp(command: Command, parameters: Parameters): { method: string; path: string; body: Parameters } {
  const [method, template] = COMMANDS[command];
  const body = { ...parameters };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(body[name]);
    delete body[name];
    return value;
  });
  return { method, path, body };
}

/** The name of a command in Marionette. */
export const inMarionette = (command: Command): string => COMMANDS[command][2];

/** The name of an element's id in every response, by the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export interface Cookie {
  name: string;
  value: string;
  path: string;
  domain: string;
  httpOnly: boolean;
  sameSite: string;
}

/** A browser under remote control. */
export class Driver {
  constructor(
    readonly say: Say,
    readonly close: () => Promise<void>,
  ) {}

  async open(url: string): Promise<void> {
    await this.say('open', { url });
  }

  async address(): Promise<string> {
    return (await this.say('address', {})) as string;
  }

  async source(): Promise<string> {
    return (await this.say('source', {})) as string;
  }

  /** Runs the body of a function in the page. */
  async run<T>(script: string, ...args: unknown[]): Promise<T> {
    return (await this.say('run', { script, args })) as T;
  }

  /** Returns the id of the first element that matches. */
  async find(xpath: string): Promise<string> {
    const found = (await this.say('find', { using: 'xpath', value: xpath })) as Record<string, string>;
    return found[ELEMENT];
  }

  async cookies(): Promise<Cookie[]> {
    return (await this.say('cookies', {})) as Cookie[];
  }

  /** Returns a screenshot as PNG. */
  async picture(): Promise<Buffer> {
    return Buffer.from((await this.say('picture', { full: false })) as string, 'base64');
  }

  async tabs(): Promise<string[]> {
    return (await this.say('tabs', {})) as string[];
  }

  /** Opens and selects another tab; returns the previous one. */
  async newTab(): Promise<string> {
    const [before] = await this.tabs();
    const { handle } = (await this.say('newTab', { type: 'tab' })) as { handle: string };
    await this.turnTo(handle);
    return before;
  }

  async turnTo(handle: string): Promise<void> {
    await this.say('turnTo', { handle });
  }

  /** Closes every tab except one, and selects that. */
  async keepOnly(handle: string): Promise<void> {
    for (const other of await this.tabs()) {
      if (other === handle) continue;
      await this.turnTo(other);
      await this.say('closeTab', {});
    }
    await this.turnTo(handle);
  }
}
