import type { Org } from './org';

/** A value that must not leak, and its name. */
export interface Secret {
  name: string;
  value: string;
  /** Searched in plain form only: it is short, or contains a marker that is searched in every form. */
  plainly?: true;
}

const NAMES = [
  'interaction_handle',
  'stateHandle',
  'interaction_code',
  'code_verifier',
  'code_challenge',
  'client_secret',
  'access_token',
  'id_token',
  'refresh_token',
  'nonce',
];

/** Returns the secrets in the messages between the org and the server since the last reset. */
export async function secretsOf(org: Org): Promise<Secret[]> {
  const calls = await org.everyCall();
  const found = new Map<string, string>();
  for (const { sent, answered, headers } of calls) {
    for (const text of [sent, answered]) {
      for (const name of NAMES) {
        const shapes = [new RegExp(`"${name}"\\s*:\\s*"([^"]{12,})"`, 'g'), new RegExp(`(?:^|&)${name}=([^&]{12,})`, 'g')];
        for (const shape of shapes) {
          for (const match of text.matchAll(shape)) found.set(decodeURIComponent(match[1]), name);
        }
      }
      for (const match of text.matchAll(/"name"\s*:\s*"interaction_code"[^}]*?"value"\s*:\s*"([^"]{12,})"/g)) {
        found.set(match[1], 'interaction_code');
      }
    }
    const credentials = /^Basic (\S{12,})$/.exec(headers.authorization ?? '');
    if (credentials) found.set(credentials[1], 'basic credentials');
  }
  return [...found].map(([value, name]) => ({ name, value }));
}
