import { expect, test } from '../../support/engines/fixtures';
import type { Visitor } from '../../support/engines/visitor';

const PRIVATE = 'ada@example.com';

/** Marks the document; a reloaded page has no mark. */
const mark = ({ browser }: Visitor) => browser.run('window.kept = true');
const isMarked = ({ browser }: Visitor) => browser.run<boolean>('return window.kept === true');

test('a code signs in after a wrong one, and no page is loaded between the steps', { tag: ['@H1'] }, async ({ visitor }) => {
  await visitor.opens('/sign-in');
  await mark(visitor);
  const { code } = await visitor.names('ada@example.com');
  expect(await isMarked(visitor), 'the code is asked for in place').toBe(true);
  expect(await visitor.browser.run('return document.activeElement.labels[0].textContent'), 'the focus is there').toBe('Enter code');
  await visitor.enters(code === '000000' ? '000001' : '000000');
  await visitor.isTold(/^That code is not right/);
  expect(await isMarked(visitor), 'so is the second try').toBe(true);
  await visitor.enters(code);
  await visitor.isGreeted();
});

test('the link of the mail signs in, and the page that waits hears of it', { tag: ['@H1'] }, async ({ visitor, org }) => {
  const { link } = await visitor.asksForCode();
  const waiting = await visitor.browser.newTab();
  await visitor.browser.open(link ?? '');
  await visitor.isGreeted();
  await visitor.browser.turnTo(waiting);
  await visitor.isGreeted();
  expect((await org.stats())['/idp/idx/challenge/answer']).toBe(1);
});

test('in another browser the link shows the code, and its address bar is clean', { tag: ['@O8'] }, async ({ visitor, stranger, app }) => {
  const { link, code } = await visitor.asksForCode();
  const other = await stranger();
  await other.browser.open(link ?? '');
  await other.sees(/^Almost there/);
  expect(await other.browser.source()).toContain(code);
  await expect.poll(() => other.browser.address()).toBe(`${app.url}/login/callback`);
  await other.browser.open(`${app.url}/`);
  await other.isAsked('Username');
  await visitor.enters(code);
  await visitor.isGreeted();
});

test('somebody new signs up', { tag: ['@H1'] }, async ({ visitor, org }) => {
  await visitor.opens('/sign-up');
  await visitor.presses('Continue');
  await visitor.fills('First name', 'Grace');
  await visitor.fills('Last name', 'Hopper');
  await visitor.fills('Email', 'grace@example.com');
  await visitor.presses('Sign up');
  await visitor.isAsked('Enter code');
  await visitor.enters((await org.mail('grace@example.com')).code);
  await visitor.sees(/^Hello, Grace/);
});

/** Reports, by its requests, what a page showed in its first 300 ms; also from the back/forward cache. */
const RECORDER = `addEventListener('pageshow', () => {
  const began = performance.now();
  const shown = new Set();
  const look = () => {
    shown.add(document.body.innerText);
    if (performance.now() - began < 300) requestAnimationFrame(look);
    else fetch('/shown?' + encodeURIComponent([...shown].join(' ')));
  };
  look();
});`;

test('after signing out, going back shows nothing private, not even for a moment', { tag: ['@C12'] }, async ({ visitor, app: { wire } }) => {
  wire.change(({ headers, markup }) => {
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
    return { headers, markup: markup.replace('<main>', `<script nonce="${nonce}">${RECORDER}</script><main>`) };
  });
  const shown = () => wire.arrivals.filter(({ path }) => path.startsWith('/shown?')).map(({ path }) => decodeURIComponent(path));
  await visitor.signsIn();
  await expect.poll(() => shown().at(-1)).toContain(PRIVATE);
  await visitor.presses('Sign out');
  await expect.poll(() => shown().at(-1)).toContain('You are signed out.');
  const before = shown().length;
  // Not by the driver, because WebKit's loses a page after going back to it.
  await visitor.browser.run('setTimeout(() => history.back())');
  await expect.poll(() => shown().length).toBeGreaterThan(before);
  expect(shown().slice(before).join(' ')).toContain('Username');
  expect(shown().slice(before).join(' ')).not.toContain(PRIVATE);
});

test('the browser keeps nothing but cookies that no script sees', { tag: ['@C2'] }, async ({ visitor }) => {
  await visitor.signsIn();
  const cookies = await visitor.browser.cookies();
  expect(cookies.map(({ name }) => name).sort()).toEqual(['usher', 'usher-device']);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', domain: '127.0.0.1' });
  const kept = await visitor.browser.run('return [document.cookie, localStorage.length, sessionStorage.length]');
  expect(kept).toEqual(['', 0, 0]);
});
