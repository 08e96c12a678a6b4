import type { Secret } from './secrets';

/** A searched text: a page, a log, a request, a memory. */
export interface Piece {
  /** Where it was collected, for example `page, code asked for: markup`. */
  place: string;
  /** Its bytes as Latin-1, so that text and memory are searched the same way. */
  text: string;
}

/** A secret where it should not be. */
export interface Hit {
  secret: string;
  form: string;
  place: string;
  around: string;
}

/** The encodings of a secret to search for: plain, inside base64 at any offset, as byte values. */
export function formsOf(value: string): { form: string; text: string }[] {
  const bytes = Buffer.from(value, 'latin1');
  const forms = [
    { form: 'as it is', text: value },
    { form: 'percent-encoded', text: encodeURIComponent(value) },
    { form: 'hexadecimal', text: bytes.toString('hex') },
    { form: 'a list of bytes', text: [...bytes].join(', ') },
    { form: 'sixteen bits a letter', text: [...value].join('\0') },
  ];
  for (const offset of [0, 1, 2]) {
    const before = Buffer.alloc(offset);
    const whole = Buffer.concat([before, bytes]);
    const encoded = whole.subarray(0, whole.length - (whole.length % 3)).toString('base64');
    // The first and last characters also depend on the text around the secret.
    const certain = encoded.slice(offset === 0 ? 0 : offset + 1);
    if (certain.length >= 8) {
      forms.push({ form: `in base64 at ${offset}`, text: certain });
      forms.push({ form: `in base64url at ${offset}`, text: certain.replaceAll('+', '-').replaceAll('/', '_') });
    }
  }
  const seen = new Set<string>();
  return forms.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** Finds the secrets in the pieces. A short one counts only without a letter or digit beside it. */
export function search(pieces: Piece[], secrets: Secret[]): Hit[] {
  const hits: Hit[] = [];
  for (const { name, value, plainly } of secrets) {
    const forms = plainly ? [{ form: 'as it is', text: value }] : formsOf(value);
    for (const { form, text } of forms) {
      for (const piece of pieces) {
        const at = value.length < 12 ? alone(piece.text, text) : piece.text.indexOf(text);
        if (at < 0) continue;
        const around = piece.text.slice(Math.max(0, at - 60), at + text.length + 40).replace(/[^\x20-\x7e]/g, '.');
        hits.push({ secret: name, form, place: piece.place, around });
      }
    }
  }
  return hits;
}

function alone(text: string, value: string): number {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const beside = [text[at - 1] ?? '', text[at + value.length] ?? ''];
    if (beside.every((letter) => !/[0-9A-Za-z]/.test(letter))) return at;
  }
  return -1;
}
