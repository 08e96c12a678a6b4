import { defineConfig, devices } from '@playwright/test';

import type { Options } from './support/engines/fixtures';

// `cargo xtask test` starts the servers and sets USHER_URL, LOCAL_ORG_URL and, where it found one, USHER_CHROMIUM. Several
// servers, and as many orgs, are separated by commas. The projects of other browsers and of the proxy start their servers.
// A tag such as @C2 says which promise of SECURITY.md a test shows, @AJ-10 which scenario of scenarios.md; `cargo xtask
// test` reports each.
// By hand: run `cargo xtask dev` elsewhere, then `npx playwright test --project=debug-smoke`.
const orgs = (process.env.LOCAL_ORG_URL ?? 'http://127.0.0.1:4100').split(',');

const chromium = {
  ...devices['Desktop Chrome'],
  locale: 'en-US',
  launchOptions: {
    executablePath: process.env.USHER_CHROMIUM,
    args: [
      // The sandbox of Chromium does not start for root, as in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Nothing but the servers under test is asked for anything.
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

/** What the projects of the release leave to others. */
const OTHERS = ['**/debug/**', '**/engines/**', '**/caching-proxy/**', '**/sdk/**'];

/** The specs that look at a screen: what it says, where its focus is, what it keeps, and how it is drawn. */
const SCREENS = [
  'authenticator-app',
  'code-field',
  'focus-and-announcements',
  'keeps-its-place',
  'looks',
  'magic-link',
  'never-drawn-twice',
  'other-forms',
  'passwords',
  'recovery',
  'security-question',
  'sign-up',
  'what-people-meet',
];

export default defineConfig<Options>({
  testDir: 'specs',
  outputDir: 'artefacts/results',
  snapshotPathTemplate: '{testDir}/{testFilePath}-snapshots/{arg}{ext}',
  updateSnapshots: process.env.CI ? 'none' : 'missing',
  forbidOnly: !!process.env.CI,
  // Hundreds of tests on a busy machine: now and then a browser answers or ends too late. The task runner names every
  // test that held at its second try only, and counts them as failed when there are more than a few.
  retries: 1,
  // All tests of a worker share one emulated org, its clock and its policy.
  workers: orgs.length,
  fullyParallel: false,
  timeout: 30_000,
  globalTimeout: 35 * 60_000,
  expect: { timeout: 5_000 },
  // The runner of the JSON report says where it goes: PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    screenshot: 'only-on-failure',
    // Recording costs a third of the time; USHER_TRACE=1 keeps the record of what failed.
    trace: process.env.USHER_TRACE ? 'retain-on-failure' : 'off',
  },
  projects: [
    {
      name: 'release',
      testIgnore: [...OTHERS, '**/without-javascript/**'],
      use: chromium,
    },
    {
      // The same sentences without JavaScript where both apply, marked so; and those that apply only here.
      name: 'release-no-javascript',
      testIgnore: OTHERS,
      grep: /@no-javascript/,
      use: { ...chromium, javaScriptEnabled: false },
    },
    {
      // Every spec that looks at a screen, once more from right to left.
      name: 'release-arabic',
      testMatch: SCREENS.map((name) => `**/specs/${name}.spec.ts`),
      testIgnore: [...OTHERS, '**/without-javascript/**'],
      use: { ...chromium, locale: 'ar' },
    },
    {
      name: 'debug-smoke',
      testMatch: ['**/debug/**/*.spec.ts'],
      use: chromium,
    },
    // Other browsers, by drivers of their own: Playwright's would drive builds of its own only.
    { name: 'firefox', testMatch: ['**/engines/**/*.spec.ts'], use: { engine: 'firefox' } },
    { name: 'webkit', testMatch: ['**/engines/**/*.spec.ts'], use: { engine: 'webkit' } },
    { name: 'caching-proxy', testMatch: ['**/caching-proxy/**/*.spec.ts'] },
    // Okta's own SDK in Node: no browser, and nothing that may hold at the second try only.
    { name: 'sdk', testMatch: ['**/sdk/**/*.spec.mjs'], retries: 0 },
  ],
});
