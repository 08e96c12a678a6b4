import { createHmac } from 'node:crypto';

/** Returns the code of an authenticator app with this key (RFC 6238: SHA-1, 30 seconds, six digits). */
export function totp(key: string, at = Date.now()): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(at / 30_000)));
  const tag = createHmac('sha1', secret).update(step).digest();
  return String((tag.readUInt32BE((tag[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
