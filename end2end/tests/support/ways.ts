import type { Arrival, Wire } from './wire';

/** Ways in which a page of another site makes a browser request this one; each has its own address. */
const MARKUP: Record<string, (to: string) => string> = {
  picture: (to) => `<img alt="" src="${to}">`,
  frame: (to) => `<iframe title="app" src="${to}"></iframe>`,
  'frame without an origin': (to) => `<iframe title="app" sandbox="allow-scripts" src="${to}"></iframe>`,
  script: (to) => `<script src="${to}"></script>`,
  'script that is imported': (to) => `<script type="module">import(${JSON.stringify(to)}).catch(() => {})</script>`,
  'style sheet': (to) => `<link rel="stylesheet" href="${to}">`,
  'link that is fetched ahead': (to) => `<link rel="prefetch" href="${to}">`,
  object: (to) => `<object data="${to}"></object>`,
  video: (to) => `<video src="${to}"></video>`,
  'fetch with credentials': (to) => `<script>fetch(${JSON.stringify(to)}, { mode: 'no-cors', credentials: 'include' })</script>`,
  'fetch that asks first': (to) =>
    `<script>fetch(${JSON.stringify(to)}, { credentials: 'include', headers: { 'x-usher': '1' } }).catch(() => {})</script>`,
  'post by fetch': (to) =>
    `<script>fetch(${JSON.stringify(to)}, { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'a=b' })</script>`,
  beacon: (to) => `<script>navigator.sendBeacon(${JSON.stringify(to)}, 'a=b')</script>`,
  'event stream': (to) => `<script>new EventSource(${JSON.stringify(to)}, { withCredentials: true })</script>`,
  'web socket': (to) => `<script>new WebSocket(${JSON.stringify(to.replace('http', 'ws'))})</script>`,
  'form into a frame': (to) =>
    `<iframe title="target" name="target"></iframe><form method="post" target="target" action="${to}"></form><script>document.forms[0].submit()</script>`,
  'form as a page': (to) => `<form method="post" action="${to}"></form><script>document.forms[0].submit()</script>`,
  'form that reads': (to) => `<form action="${to}"><input name="via" value="WAY"></form><script>document.forms[0].submit()</script>`,
  link: (to) => `<a href="${to}">go</a><script>document.links[0].click()</script>`,
  'window that is opened': (to) => `<a href="${to}" target="_blank" rel="opener">go</a><script>document.links[0].click()</script>`,
  'page that moves on': (to) => `<meta http-equiv="refresh" content="0;url=${to}">`,
};

export const WAYS = Object.keys(MARKUP);

/** Returns a page that requests an app's sign-in page in one of these ways. */
export function asking(way: string, app: string): string {
  const address = `${app}/sign-in?${new URLSearchParams({ via: way }).toString()}`;
  return `<title>Elsewhere</title><body>${MARKUP[way](address).replace('WAY', way)}</body>`;
}

/** Returns the requests that arrived in one of these ways. */
export function arrivedBy(wire: Wire, way: string): Arrival[] {
  const via = new URLSearchParams({ via: way }).toString();
  return wire.arrivals.filter(({ path }) => path.includes(via));
}
