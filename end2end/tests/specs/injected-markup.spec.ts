import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from '../support/fixtures';
import type { OtherSite } from '../support/other-site';
import type { Person } from '../support/person';
import type { Wire } from '../support/wire';

/** Markup that runs without a policy. `ELSEWHERE` is a page of another site. */
const INJECTED: Record<string, string> = {
  'a script': `<script>hit('a script')</script>`,
  'a module': `<script type="module">hit('a module')</script>`,
  'a script with a made-up nonce': `<script nonce="AAAAAAAAAAAAAAAAAAAAAA">hit('a script with a made-up nonce')</script>`,
  'a script of another site': `<script src="ELSEWHERE/script.js"></script>`,
  'a script in an address': `<script src="data:text/javascript,hit('a script in an address')"></script>`,
  'a picture that fails': `<img alt="" src="data:," onerror="hit('a picture that fails')">`,
  'a drawing that loads': `<svg onload="hit('a drawing that loads')"></svg>`,
  'details that open': `<details open ontoggle="hit('details that open')"><summary>More</summary></details>`,
  'a style that is animated': `<style>@keyframes x{}</style><b style="animation:x 1ms" onanimationstart="hit('a style that is animated')">b</b>`,
  'a field that takes the focus': `<input aria-label="trap" tabindex="1" onfocus="hit('a field that takes the focus')">`,
  'a frame with a document': `<iframe title="frame" srcdoc="&lt;script&gt;parent.hit('a frame with a document')&lt;/script&gt;"></iframe>`,
  'a frame with a script': `<iframe title="frame" src="javascript:parent.hit('a frame with a script')"></iframe>`,
  'an object': `<object data="ELSEWHERE/object.html"></object>`,
  'an embedded page': `<embed src="ELSEWHERE/embed.html">`,
  'a style sheet': `<link rel="stylesheet" href="ELSEWHERE/style.css">`,
  'a style that imports': `<style>@import 'ELSEWHERE/imported.css';</style>`,
  'a picture of another site': `<img alt="" src="ELSEWHERE/picture.png">`,
  'a link that runs': `<a href="javascript:hit('a link that runs')">trap one</a>`,
  'a form that runs': `<form action="javascript:hit('a form that runs')"><button>trap two</button></form>`,
  'a form that leads away': `<form action="ELSEWHERE/form" target="_blank"><button>trap three</button></form>`,
};

const ALL = Object.values(INJECTED).join('\n');

/** Opens the sign-in page with an attacker's markup in it; returns a function that triggers the markup. */
async function opensInjected(visitor: Person, wire: Wire, elsewhere: OtherSite, policy: boolean): Promise<() => Promise<string[]>> {
  const { page } = visitor;
  const hits = new Set<string>();
  await page.exposeFunction('hit', (what: string) => void hits.add(what));
  wire.change(({ headers, markup }) => {
    if (!policy) for (const name of Object.keys(headers)) if (/^(content-security|cross-origin)/.test(name)) delete headers[name];
    return { headers, markup: markup.replace('<main>', `${ALL.replaceAll('ELSEWHERE/', elsewhere.url)}<main>`) };
  });
  await page.goto(`${wire.url}/sign-in`);
  return async () => {
    const traps = page.getByRole('button', { name: /^trap/ }).or(page.getByRole('link', { name: /^trap/ }));
    for (const trap of await traps.all()) {
      await trap.click();
      await expect(page).toHaveURL(/\/sign-in\??$/);
    }
    await page.getByLabel('trap', { exact: true }).first().focus();
    const asked = elsewhere.asked.filter((path) => path !== '/favicon.ico');
    return [...hits, ...asked.map((path) => `asked for ${path}`)].sort();
  };
}

test('markup that is injected into a page runs nothing, and the sign-in still works', { tag: ['@H3'] }, async ({ person, wire, elsewhereSite, complaints }) => {
  // The browser reports for each that the policy forbids it.
  complaints.expect(/Content Security Policy|policy violation|Refused|sandbox|violates|ERR_BLOCKED/i);
  const visitor = person.at(wire.url);
  const spring = await opensInjected(visitor, wire, elsewhereSite, true);
  await visitor.isAwake();
  const { code } = await visitor.names('ada@example.com');
  await visitor.opens('/sign-in');
  expect(await spring()).toEqual([]);
  await visitor.enters(code);
  await expect(visitor.greeting).toBeVisible();
});

test('a base address that is injected leads nothing that runs, and no form or link, elsewhere', { tag: ['@H3'] }, async ({ person, wire, complaints }) => {
  complaints.expect(/base-uri|policy violation/);
  // Chromium 148 requests the script before it knows the policy; the response must be useless.
  const asked: string[] = [];
  const elsewhere = createServer(({ url, headers }, response) => {
    asked.push(`${headers.cookie ?? ''}${url ?? ''}`);
    const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
    response.writeHead(200, { 'content-type': 'text/javascript', ...open });
    response.end('globalThis.misled = true; export default () => {};');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
  const base = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
  wire.change(({ headers, markup }) => ({ headers, markup: markup.replace('<head>', `<head><base href="${base}">`) }));
  const visitor = person.at(wire.url);
  await visitor.asksForCode();
  expect(await visitor.page.evaluate(() => [document.baseURI, 'misled' in window])).toEqual([`${wire.url}/sign-in`, false]);
  expect(asked.filter((path) => !/^\/pkg\/usher\.[\w-]+\.js$/.test(path))).toEqual([]);
  elsewhere.closeAllConnections();
  elsewhere.close();
});

test('without the policy the same markup runs', { tag: ['@H3'] }, async ({ person, wire, elsewhereSite, complaints }) => {
  complaints.expect(/./);
  const spring = await opensInjected(person.at(wire.url), wire, elsewhereSite, false);
  await expect.poll(async () => new Set(await spring()).size).toBe(Object.keys(INJECTED).length);
});
