import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** A look at a page: a window, and the preferences of its user. */
export interface Look {
  name: string;
  width: number;
  height: number;
  media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
}

const plain = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const;

/** At 200 % zoom, a window of 1280 × 800 has room for 640 × 400 CSS pixels. */
export const looks: Look[] = [
  { name: 'light', width: 1280, height: 800, media: plain },
  { name: 'dark', width: 1280, height: 800, media: { ...plain, colorScheme: 'dark' } },
  { name: '360px', width: 360, height: 740, media: plain },
  { name: '360px-dark', width: 360, height: 740, media: { ...plain, colorScheme: 'dark' } },
  { name: 'zoom-200', width: 640, height: 400, media: plain },
  { name: 'forced-colors', width: 1280, height: 800, media: { ...plain, forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'reduced-motion', width: 1280, height: 800, media: { ...plain, reducedMotion: 'reduce' } },
];

export async function lookAt(page: Page, look: Look): Promise<void> {
  await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia(look.media);
}

/** Checks that no page scrolls sideways, and that every control is large enough for touch. */
export async function expectRoom(page: Page, look: string): Promise<void> {
  const found = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const controls = [...document.querySelectorAll<HTMLElement>('button, input:not([type=hidden]), .links a')];
    const shown = controls.filter((control) => control.getClientRects().length > 0);
    const height = (control: HTMLElement) => (control.closest('label') ?? control).getBoundingClientRect().height;
    return {
      wide: document.documentElement.scrollWidth - width,
      outside: shown.filter((control) => {
        const { left, right } = control.getBoundingClientRect();
        return left < 0 || right > width;
      }).length,
      low: shown.filter((control) => height(control) < 44).map((control) => control.outerHTML),
    };
  });
  expect(found, look).toEqual({ wide: 0, outside: 0, low: [] });
}
