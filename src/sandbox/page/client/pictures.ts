// The page loads nothing from outside: where an app shows a picture from the net, a drawn one stands in its place.

/** A data: address; the same picture for the same address, so that products are told apart. */
export function standIn(address: string): string {
  let hue = 0
  for (const letter of address) hue = (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360
  const paint = (lightness: number) => `hsl(${hue} 45% ${lightness}%)`
  const svg = [
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160" viewBox="0 0 80 80">',
    `<rect width="80" height="80" fill="${paint(86)}"/>`,
    `<circle cx="56" cy="26" r="9" fill="${paint(96)}"/>`,
    `<path d="M0 70 28 34l16 20 10-12 26 28v10H0z" fill="${paint(52)}"/>`,
    '</svg>',
  ].join('')
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
