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

  /** Returns a pattern for the app's text in which a part of the English one is; what the app fills in may be anything. */
  tells(english: string): RegExp {
    // A text that is another one's is found under the other's name.
    const texts = [...this.english].filter(([, text]) => !/^\{ [a-z]/.test(text));
    const found = texts.find(([, text]) => text.includes(english)) ?? texts.find(([, text]) => isFilled(text, english));
    const own = found && this.own.get(found[0]);
    if (!own) throw new Error(`no text of the app says “${english}”`);
    return new RegExp(pattern(own));
  }
}

/** Whether a message with something in its placeables is this text; one that consists of them is any text. */
function isFilled(message: string, text: string): boolean {
  return message.replace(PLACEABLE, '').length > 5 && new RegExp(`^${pattern(message)}$`).test(text);
}

const PLACEABLE = /\{[^}]*\}/g;

/** Returns a pattern of a message, whatever stands in its placeables. */
function pattern(message: string): string {
  return message
    .split(PLACEABLE)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

/** The single-line messages of a Fluent file. Others have plurals, and no test searches for them. */
function texts(tag: string): Map<string, string> {
  const file = readFileSync(new URL(`../../../app/src/text/${tag}.ftl`, import.meta.url), 'utf8');
  return new Map([...file.matchAll(/^([\w-]+) = (.+)$/gm)].map(([, name, text]) => [name, text]));
}
