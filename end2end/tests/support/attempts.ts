/** The result of each of the attempts below. */
export const REFUSED = {
  markup: 'TypeError',
  'more markup': 'TypeError',
  'a picture': 'TypeError',
  'a document': 'TypeError',
  'a frame': 'TypeError',
  'a script': 'TypeError',
  'the address of a script': 'TypeError',
  'a policy of its own': 'TypeError',
  'harmless markup': 'TypeError',
};

/** Attempts, in the page, to make text run as code. Nothing here reaches the document. */
export function attempts(): Record<string, string> {
  const made = (name: string) => document.createElement(name);
  const tries: Record<string, () => unknown> = {
    markup: () => (made('div').innerHTML = '<b onclick="x()">x</b>'),
    'more markup': () => made('div').insertAdjacentHTML('beforeend', '<script>x()</script>'),
    'a picture': () => (made('template').innerHTML = '<img src=x onerror=x()>'),
    'a document': () => new DOMParser().parseFromString('<a href="javascript:x()">x</a>', 'text/html'),
    'a frame': () => ((made('iframe') as HTMLIFrameElement).srcdoc = '<script>x()</script>'),
    'a script': () => ((made('script') as HTMLScriptElement).text = 'x()'),
    'the address of a script': () => ((made('script') as HTMLScriptElement).src = '/x.js'),
    'a policy of its own': () =>
      (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }).trustedTypes.createPolicy('x', {}),
    'harmless markup': () => (made('div').innerHTML = '<b>x</b>'),
  };
  const outcome = ([what, go]: [string, () => unknown]) => {
    try {
      go();
      return [what, 'works'];
    } catch (error) {
      return [what, (error as Error).name];
    }
  };
  return Object.fromEntries(Object.entries(tries).map(outcome)) as Record<string, string>;
}
