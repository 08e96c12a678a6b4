import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Finding {
  id: string;
  help: string;
  at: string[];
}

/** Returns axe's findings about a page. */
export async function axe(page: Page): Promise<Finding[]> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(passes.length, 'axe has checked something').toBeGreaterThan(0);
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map((node) => node.target.join(' ')),
  }));
}

/** Returns them for a page without JavaScript: its markup and styles are copied into a browser with it. */
export async function axeOnACopy(browser: Browser, page: Page): Promise<Finding[]> {
  const markup = (await page.content())
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="(modulepreload|preload)"[^>]*>/g, '')
    .replace(/<noscript>\s*<meta\b[^>]*>\s*<\/noscript>/g, '')
    .replace(/(<\/?)noscript>/g, '$1div>');
  const context = await browser.newContext({ colorScheme: 'light', javaScriptEnabled: true });
  try {
    const copy = await context.newPage();
    await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: markup }));
    await copy.goto(page.url());
    await expect(copy.getByRole('heading', { level: 1 })).toBeVisible();
    return await axe(copy);
  } finally {
    await context.close();
  }
}
