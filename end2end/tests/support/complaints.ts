import type { BrowserContext } from '@playwright/test';

/**
 * Problems of a context's pages: policy violations, uncaught errors, console errors, and
 * requests to other machines.
 */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];
  #listening = true;

  /** Listens to every page of the context, also to later ones. */
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
    // The console shows most violations, but not those of a report-only policy.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violation: ${event.effectiveDirective} blocked ${event.blockedURI}`);
      });
    });
  }

  /** Declares problems that a test provokes, for example the browser's message about a 404. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** Stops listening, because the test is over and its servers stop while pages are open. */
  stop(): void {
    this.#listening = false;
  }

  #hear(complaint: string): void {
    if (this.#listening) this.#heard.push(complaint);
  }

  /** Returns the problems that no test has declared. */
  unexpected(): string[] {
    return this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}
