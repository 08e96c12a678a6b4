import { expect, test } from '../support/fixtures';
import type { Org } from '../support/org';
import type { Person } from '../support/person';
import type { Server } from '../support/server';

/** Events of a run without errors and with these settings; all other events are about failures. */
const SET = /^(config\..*|server\.few_handles)$/;
const USUAL = /^(config\..*|server\.few_handles|server\.started|sign_in\.started|sign_in\.succeeded)$/;

interface World {
  visitor: Person;
  org: Org;
  server: Server;
}

async function names({ visitor }: World, username: string): Promise<void> {
  await visitor.opens('/sign-in');
  await visitor.movesOn(async () => {
    await visitor.username.fill(username);
    await visitor.button('Next').click();
  });
}

const bad: [string, string | string[], (world: World) => Promise<unknown>][] = [
  ['an empty username', 'sign_in.username_refused', (world) => names(world, '')],
  ['an overlong username', 'sign_in.username_refused', (world) => names(world, 'a'.repeat(300))],
  ['a malformed username', 'sign_in.username_refused', (world) => names(world, 'a\u0007b@example.com')],
  ['an unknown username', 'sign_in.refused', (world) => names(world, 'nobody@example.com')],
  ['a locked account', 'sign_in.refused', (world) => names(world, 'locked@example.com')],
  ['a suspended account', 'sign_in.refused', (world) => names(world, 'suspended@example.com')],
  ['an unassigned account', 'sign_in.refused', (world) => names(world, 'unassigned@example.com')],
  [
    'a wrong code',
    'sign_in.refused',
    async ({ visitor }) => {
      await visitor.asksForCode();
      await visitor.movesOn(() => visitor.enters('000000'));
    },
  ],
  [
    'a sign-in that the org has dropped',
    'sign_in.refused',
    async ({ visitor, org }) => {
      const { code } = await visitor.asksForCode();
      await org.advance(3 * 3600);
      await visitor.movesOn(() => visitor.enters(code));
    },
  ],
  [
    'a cookie that is garbage',
    'session.malformed_cookie',
    ({ server }) => fetch(`${server.url}/sign-in`, { headers: { cookie: 'usher=garbage' } }),
  ],
  ['a link without code', ['link.malformed', 'request.refused'], ({ server }) => fetch(`${server.url}/login/callback`)],
  [
    'a link that nobody waits for',
    ['link.unknown', 'request.refused'],
    ({ server }) => fetch(`${server.url}/login/callback?otp=123456&state=${'a'.repeat(43)}`),
  ],
  [
    'a request from another site',
    'request.refused',
    ({ server }) => fetch(`${server.url}/api/sign-out`, { method: 'POST', headers: { origin: 'http://evil.example' } }),
  ],
  ...(
    [
      ['answers 500', { status: 500 }],
      ['answers 429', { status: 429 }],
      ['answers with a page', { status: 200, body: '<html></html>' }],
      ['breaks off', { dropAfterBytes: 10 }],
    ] as const
  ).map(
    ([what, fault]) =>
      [
        `an org that ${what}`,
        'okta.failed',
        async (world: World) => {
          await world.org.faults({ path: '/oauth2/default/v1/interact', times: 3, ...fault });
          await names(world, 'ada@example.com');
        },
      ] as [string, string, (world: World) => Promise<unknown>],
  ),
];

for (const [what, event, happens] of bad) {
  test(`${what} leaves its line in the log, without what was typed`, async ({ person, org, ownServer }) => {
    await happens({ visitor: person.at(ownServer.url), org, server: ownServer });
    const told = () => ownServer.log().filter((line) => !USUAL.test(line.event));
    await expect.poll(() => told().map((line) => line.event)).toEqual([event].flat());
    const text = JSON.stringify(ownServer.log());
    expect(text).not.toMatch(/example\.com|\b000000\b|\b123456\b|garbage|aaaaaaaa/);
  });
}

test('a sign-in that goes well leaves two lines in the log, without anything secret', async ({ person, org, ownServer }) => {
  const visitor = person.at(ownServer.url);
  await visitor.signsIn();
  await expect
    .poll(() => ownServer.log().map((line) => line.event).filter((event) => !SET.test(event)))
    .toEqual(['server.started', 'sign_in.started', 'sign_in.succeeded']);
  const text = JSON.stringify(ownServer.log());
  const { code } = await org.mail('ada@example.com');
  const [cookie] = (await visitor.context.cookies()).filter(({ name }) => name === 'usher');
  for (const secret of ['ada@example.com', 'Ada', code, cookie.value]) expect(text).not.toContain(secret);
});
