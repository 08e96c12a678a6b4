import { readFileSync } from 'node:fs';

/** The texts of the app in one language, found by their English texts. */
export class Language {
  private readonly english = texts('en');
  private readonly own: Map<string, string>;

  constructor(readonly tag: string) {
    this.own = texts(tag);
  }

  /** Returns the app's text for an English one; a text of the org is the same in every language. */
  says(english: string): string {
    for (const [name, text] of this.english) if (text === english) return this.own.get(name) ?? english;
    return english;
  }
}

/** The single-line messages of a Fluent file. Others have plurals, and no test searches for them. */
function texts(tag: string): Map<string, string> {
  const file = readFileSync(new URL(`../../../app/src/text/${tag}.ftl`, import.meta.url), 'utf8');
  return new Map([...file.matchAll(/^([\w-]+) = (.+)$/gm)].map(([, name, text]) => [name, text]));
}
