import jsQR from 'jsqr';
import type { Locator } from '@playwright/test';

/** Pixels of a side; several for each module of a code that holds the key of an authenticator app. */
const SIDE = 256;

/** Returns the text of a QR code in an image, as the camera of a phone reads it. */
export async function readQrCode(image: Locator): Promise<string> {
  const pixels = await image.evaluate(async (element: HTMLImageElement, side) => {
    await element.decode();
    const context = new OffscreenCanvas(side, side).getContext('2d');
    if (!context) throw new Error('this browser has no canvas');
    context.drawImage(element, 0, 0, side, side);
    return [...context.getImageData(0, 0, side, side).data];
  }, SIDE);
  // The encoder is a library too; a decoder that shares its code would read its mistakes.
  const found = jsQR(Uint8ClampedArray.from(pixels), SIDE, SIDE);
  if (!found) throw new Error('the image shows no QR code');
  return found.data;
}
