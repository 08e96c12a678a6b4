import type { BrowserContext } from '@playwright/test';

/**
 * What the pages of a context complain about: policy violations, uncaught errors, errors on the console; and what they
 * ask of anybody but this machine.
 */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];
  #listening = true;

  /** Listens to every page of the context, those of the future too. */
  async listenTo(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error') {
        this.#hear(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('request', (request) => {
      const { protocol, hostname, href } = new URL(request.url());
      const here = ['127.0.0.1', 'localhost'].includes(hostname) || ['data:', 'blob:', 'about:'].includes(protocol);
      if (!here) this.#hear(`asked somebody else: ${href}`);
    });
    context.on('weberror', (error) => this.#hear(`uncaught: ${error.error().message}`));
    // The console tells of most violations, but not of those that a policy reports only.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violation: ${event.effectiveDirective} blocked ${event.blockedURI}`);
      });
    });
  }

  /** Complaints that a test provokes, such as the browser's line about an answer of 404. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** From here on the test is over, and what it used is taken away under open pages. */
  stop(): void {
    this.#listening = false;
  }

  #hear(complaint: string): void {
    if (this.#listening) this.#heard.push(complaint);
  }

  /** Everything heard that no test asked for. */
  unexpected(): string[] {
    return this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}
