import { readFileSync } from 'node:fs';

/** The texts of the app in one language, found by what they are in English. */
export class Language {
  private readonly english = texts('en');
  private readonly own: Map<string, string>;

  constructor(readonly tag: string) {
    this.own = texts(tag);
  }

  /** What the app says in the place of an English text; a text of the org is the same in every language. */
  says(english: string): string {
    for (const [name, text] of this.english) if (text === english) return this.own.get(name) ?? english;
    return english;
  }
}

/** The messages of one line in a Fluent file. Others have plurals, and no test looks for them. */
function texts(tag: string): Map<string, string> {
  const file = readFileSync(new URL(`../../../app/src/text/${tag}.ftl`, import.meta.url), 'utf8');
  return new Map([...file.matchAll(/^([\w-]+) = (.+)$/gm)].map(([, name, text]) => [name, text]));
}
