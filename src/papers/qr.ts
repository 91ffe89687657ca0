/** A QR code as a picture that stands in a page or on paper. */

/** SVG markup, dark on white, with the quiet edge that scanners need. */
export async function qrSvg(text: string): Promise<string> {
  const qrcode = (await import('qrcode')).default;
  return await qrcode.toString(text, { type: 'svg', margin: 3, errorCorrectionLevel: 'M' });
}
