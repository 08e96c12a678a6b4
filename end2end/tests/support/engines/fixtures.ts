import { writeFileSync } from 'node:fs';

import { expect, test as base } from '@playwright/test';

import { Org } from '../org';
import { otherSite } from '../other-site';
import { Server } from '../server';
import { Wire } from '../wire';
import type { Driver } from './driver';
import { firefox } from './firefox';
import { Visitor } from './visitor';
import { webkit } from './webkit';

const START = { firefox, webkit };
const ORGS = (process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100').split(',');

export interface Options {
  /** The browser of a project. */
  engine: keyof typeof START;
  /** Whether it runs JavaScript. */
  scripted: boolean;
}

/** A test's own release server behind a proxy that records all requests. */
export interface App {
  url: string;
  wire: Wire;
  /** Policy violations that the browser reported. */
  violations: () => unknown[];
  /** Declares directives that a test violates on purpose. */
  tolerates: (...directives: string[]) => void;
}

interface Fixtures {
  org: Org;
  app: App;
  /** A user with a new browser. */
  visitor: Visitor;
  /** A user on another device. */
  stranger: () => Promise<Visitor>;
  /** Serves a page on another site and returns its address. */
  elsewhere: (html: string) => Promise<string>;
}

export { expect };

export const test = base.extend<Fixtures & Options>({
  engine: ['firefox', { option: true }],
  scripted: [true, { option: true }],

  org: async ({}, use, { parallelIndex }) => {
    const org = new Org(ORGS[parallelIndex]);
    await org.reset();
    await use(org);
  },

  app: async ({ org }, use, testInfo) => {
    const server = await Server.prepare(org.url, testInfo.outputPath('server'));
    const wire = await Wire.lay();
    const tolerated: unknown[] = [];
    const violations = () =>
      (server.log() as unknown as Record<string, unknown>[]).filter(({ event }) => event === 'csp.violation').map((line) => line['csp.directive']);
    try {
      await server.start({ USHER_PUBLIC_ORIGIN: wire.url });
      wire.leadTo(server.url);
      await use({ url: wire.url, wire, violations, tolerates: (...directives) => void tolerated.push(...directives) });
      expect(violations().filter((directive) => !tolerated.includes(directive)), 'what pages broke of their policies').toEqual([]);
    } finally {
      await server.kill();
      await wire.cut();
    }
  },

  visitor: async ({ stranger }, use) => {
    await use(await stranger());
  },

  stranger: async ({ engine, scripted, org, app }, use, testInfo) => {
    const browsers: Driver[] = [];
    await use(async () => {
      const browser = await START[engine](scripted);
      browsers.push(browser);
      return new Visitor(browser, org, app.url, scripted);
    });
    for (const [index, browser] of browsers.entries()) {
      if (testInfo.status !== testInfo.expectedStatus) {
        const picture = await browser.picture().catch(() => undefined);
        if (picture) writeFileSync(testInfo.outputPath(`browser-${index}.png`), picture);
      }
      await browser.close();
    }
  },

  elsewhere: async ({}, use) => {
    const sites: { close: () => Promise<void> }[] = [];
    await use(async (html) => {
      const site = await otherSite(html);
      sites.push(site);
      return site.url;
    });
    for (const site of sites) await site.close();
  },
});
