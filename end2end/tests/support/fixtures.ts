import { expect, test as base } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';

import { axe, axeOnACopy } from './axe';
import { Complaints } from './complaints';
import { Language } from './language';
import { Org } from './org';
import { otherSite } from './other-site';
import type { OtherSite } from './other-site';
import { Person, tellsWhenAwake } from './person';
import { Server } from './server';
import { Wire } from './wire';

/** The servers under test and their orgs, one pair per worker. */
const SERVERS = (process.env.USHER_URL ?? 'http://127.0.0.1:3000').split(',');
const ORGS = (process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100').split(',');

interface Fixtures {
  /** The emulated org, in its initial state. */
  org: Org;
  /** Fails the test on a problem of a page; `complaints.expect(…)` declares problems that it provokes. */
  complaints: Complaints;
  /** The preferred language of the test's browser. */
  language: Language;
  /** A user at the page of the test. */
  person: Person;
  /** A user with a separate browser, as on another device. */
  stranger: () => Promise<Person>;
  /** Serves a page on another site and returns its address. */
  otherSite: (html: string) => Promise<string>;
  /** Another site that records its requests. */
  elsewhereSite: OtherSite;
  /** A separate browser, as on another device. */
  elsewhere: () => Promise<BrowserContext>;
  /** Checks the page of a user with axe, against WCAG 2.2 AA and best practices. */
  expectAccessible: (person: Person) => Promise<void>;
  /** Saves a screenshot of the whole page in artefacts/screens, by project and name. */
  picture: (page: Page, name: string) => Promise<void>;
  /** A release server of the test's own, which it can kill and restart. */
  ownServer: Server;
  /** A proxy between the browser and the test's own server; its address is the app's. */
  wire: Wire;
}

export { expect };

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use, { parallelIndex }) => use(SERVERS[parallelIndex]),

  org: [
    async ({}, use, { parallelIndex }) => {
      const org = new Org(ORGS[parallelIndex]);
      await org.reset();
      await use(org);
    },
    { auto: true },
  ],

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      await complaints.listenTo(context);
      await use(complaints);
      expect(complaints.unexpected(), 'what the pages complained about').toEqual([]);
    },
    { auto: true },
  ],

  language: async ({ locale }, use) => use(new Language(locale?.split('-')[0] ?? 'en')),

  person: async ({ page, context, javaScriptEnabled, org, language }, use) => {
    await tellsWhenAwake(context);
    await use(new Person(page, javaScriptEnabled, org, '', language));
  },

  stranger: async ({ elsewhere, javaScriptEnabled, org, language }, use) => {
    await use(async () => {
      const context = await elsewhere();
      await tellsWhenAwake(context);
      return new Person(await context.newPage(), javaScriptEnabled, org, '', language);
    });
  },

  otherSite: async ({}, use) => {
    const sites: OtherSite[] = [];
    await use(async (html) => {
      const site = await otherSite(html);
      sites.push(site);
      return site.url;
    });
    for (const site of sites) await site.close();
  },

  elsewhereSite: async ({}, use) => {
    const site = await otherSite('<title>Elsewhere</title>');
    await use(site);
    await site.close();
  },

  elsewhere: async ({ browser, contextOptions, baseURL, javaScriptEnabled, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled });
      opened.push(context);
      await complaints.listenTo(context);
      return context;
    });
    for (const context of opened) await context.close();
  },

  expectAccessible: async ({ browser }, use) => {
    await use(async (person) => {
      const found = person.scripted ? await axe(person.page) : await axeOnACopy(browser, person.page);
      expect(found, 'what axe found').toEqual([]);
    });
  },

  picture: async ({}, use, { project }) => {
    await use(async (page, name) => {
      const path = `artefacts/screens/${project.name}/${name}.png`;
      await page.screenshot({ path, fullPage: true });
    });
  },

  ownServer: async ({ org, complaints }, use, testInfo) => {
    const server = await Server.prepare(org.url, testInfo.outputPath('server'));
    try {
      await server.start();
      await use(server);
    } finally {
      // Pages with an open event stream would complain about the stopped server, but not always in
      // time.
      complaints.stop();
      await server.kill();
    }
  },

  wire: async ({ ownServer, complaints }, use) => {
    const wire = await Wire.lay();
    wire.leadTo(ownServer.url);
    await ownServer.restart({ USHER_PUBLIC_ORIGIN: wire.url });
    await use(wire);
    complaints.stop();
    await wire.cut();
  },
});

/** Returns the sum of all layout shifts, as browsers score them; call before anything is loaded. */
export async function watchLayoutShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts = { score: 0 };
    (window as unknown as { shifts: typeof shifts }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.score += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: { score: number } }).shifts.score);
}
