// Looks at every screen of a served gallery, light and at 360 px, and prints what axe and the layout say:
// `node check.mjs http://127.0.0.1:4200`. Exits with 1 if there is anything to print.
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const gallery = process.argv[2];

/** The screens are looked at before their scripts: the gallery has no server that would answer them. */
async function withoutScripts(route) {
  const response = await route.fetch();
  const markup = (await response.text())
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="(modulepreload|preload)"[^>]*>/g, '')
    .replace(/<noscript>[\s\S]*?<\/noscript>/g, '');
  await route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup });
}

/** What a screen lacks in the browser. */
async function lacks(page) {
  const found = [];
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  for (const { id, nodes } of violations) {
    found.push(`axe ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) {
    found.push(`room at 360 px: it is ${wide} px too wide`);
  }
  return found;
}

const browser = await chromium.launch({
  executablePath: process.env.USHER_CHROMIUM || undefined,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
let failed = false;
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(`${gallery}/gallery`);
  const screens = await page.locator('li a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await page.route('**/gallery/*', withoutScripts);
  for (const screen of screens) {
    await page.goto(gallery + screen);
    for (const found of await lacks(page)) {
      console.log(`${screen.replace('/gallery/', '')}: lacks ${found}`);
      failed = true;
    }
  }
  console.log(`${screens.length} screens looked at in Chromium`);
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
