import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

/** Makes a later build: the same server and site, with other hashes in the names of files. */
function laterBuild(folder: string): { executable: string; site: string } {
  const { USHER_SERVER: server = '', USHER_SITE: site = '' } = process.env;
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, 'server');
  copyFileSync(server, executable);
  const hashes = readFileSync(join(dirname(server), 'hash.txt'), 'utf8');
  const later = (hash: string) => hash.replace(/^.{4}/, 'Nova');
  writeFileSync(join(folder, 'hash.txt'), hashes.replace(/: (\S+)/g, (_, hash: string) => `: ${later(hash)}`));
  const target = join(folder, 'site');
  cpSync(site, target, { recursive: true });
  for (const file of readdirSync(join(target, 'pkg'))) {
    for (const [, hash] of hashes.matchAll(/: (\S+)/g)) {
      if (file.includes(hash)) renameSync(join(target, 'pkg', file), join(target, 'pkg', file.replace(hash, later(hash))));
    }
  }
  return { executable, site: target };
}

test.describe('a new deployment', both, () => {
  test.beforeEach(({ complaints }) => complaints.expect(/ERR_/, /status of 404/, /Failed to fetch dynamically imported module/));

  test('does not disturb a tab that shows the page of the old one', { tag: ['@K18'] }, async ({ person, ownServer }, testInfo) => {
    const visitor = person.at(ownServer.url);
    await visitor.opens('/sign-in');
    const later = laterBuild(testInfo.outputPath('later'));
    await ownServer.restart({ LEPTOS_SITE_ROOT: later.site }, later.executable);
    const old = await visitor.page.content();
    const fresh = await (await fetch(`${ownServer.url}/sign-in`)).text();
    expect(fresh).toContain('Nova');
    expect(old).not.toContain('Nova');

    const { code } = await visitor.names('ada@example.com');
    await visitor.enters(code);
    await visitor.isGreeted('Ada');
    await visitor.button('Sign out').click();
    await expect(visitor.page.getByText('You are signed out.')).toBeVisible();
    expect(await visitor.page.content()).toContain('Nova');
  });

  test('lets a tab go on whose files are gone before they were loaded', { tag: ['@K18'] }, async ({ person, page, ownServer }, testInfo) => {
    const visitor = person.at(ownServer.url).without(page);
    const later = laterBuild(testInfo.outputPath('later'));
    // The page is of the old build, but its script and WebAssembly are requested from the new one.
    await page.route('**/pkg/*', async (route) => {
      const url = route.request().url().replace(/\.(....)(?=[\w-]{18}\.(js|wasm)$)/, '.Gone');
      // A kept-alive connection to the old server is closed with it.
      const answer = await route.fetch({ url, maxRetries: 3 });
      await route.fulfill({ response: answer });
    });
    await ownServer.restart({ LEPTOS_SITE_ROOT: later.site }, later.executable);
    await page.goto(`${ownServer.url}/sign-in`);
    const { code } = await visitor.names('ada@example.com');
    await visitor.enters(code);
    await visitor.isGreeted('Ada');
  });
});
