/**
 * The texts that something kept may be read as: a file as it is, and each part of a mail, whatever mail programs made of
 * it (CRLF, UTF-16, base64, quoted-printable, HTML). Nothing is trusted here: what is found is checked as if it was typed.
 *
 * Hostile: all is bounded, and each step passes over the text once.
 */
export function textsIn(bytes: Uint8Array): string[] {
  const texts = partsOf(decoded(bytes), 0)
  return [...texts, ...texts.filter((text) => htmlTag.test(text)).map(textOfHtml)]
}

const mostParts = 40
const deepest = 3
const htmlTag = /<\/?(?:html|body|div|p|br|td|span|pre|table|font)\b/i

/** What a text says with the signs that mail programs put in the place of others: dashes, blanks, quotes. */
export function plainSigns(text: string): string {
  return (
    text
      // What Node reads as windows-1252 has its long dashes as control characters.
      .replaceAll(/[\u0096\u0097\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
      .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replaceAll(/["“”„‘’«»*|<()[\]]/g, ' ')
  )
}

/** A note whose lines a mail program ended in its own way, or quoted. */
export function withPlainLines(text: string): string {
  return `${text
    .split('\n')
    .map((line) => line.replace(/^(?:>[ \t]?)+/, '').trimEnd())
    .join('\n')
    .trim()}\n`
}

/** In the encoding that its first bytes show; what is neither is taken for that of older Windows programs. */
function decoded(bytes: Uint8Array, charset?: string): string {
  const [a, b, , d] = bytes
  const by = (name: string, fatal = false) =>
    new TextDecoder(name, { fatal }).decode(bytes).replaceAll('\r\n', '\n')
  if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0)) return by('utf-16le')
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return by('utf-16be')
  for (const name of [charset ?? 'utf-8', 'utf-8']) {
    try {
      return by(name, true)
    } catch {
      // Not of this encoding, or of one that nobody knows: the next is tried.
    }
  }
  return by('windows-1252')
}

/** A text, and each encoded part of the mails in it. */
function partsOf(text: string, depth: number): string[] {
  const boundaries = [...text.matchAll(/\bboundary="?([^"\s;]{1,100})/gi)]
    .slice(0, mostParts)
    .map(([, b]) => b)
  const encoded = [
    ...text.matchAll(/^content-transfer-encoding:[ \t]*(?:\n[ \t]{1,80})?(base64|quoted-printable)\b/gim),
  ]
  const inside = encoded.slice(0, mostParts).flatMap(({ index, 1: encoding = '' }) => {
    const begins = text.indexOf('\n\n', index)
    if (begins < 0) return []
    const head = text.slice(text.lastIndexOf('\n\n', index) + 1, begins)
    const ends = boundaries.map((boundary) => text.indexOf(`\n--${boundary}`, begins)).filter((at) => at >= 0)
    const body = text.slice(
      begins + 2,
      ends.length === 0 ? undefined : Math.max(begins + 2, Math.min(...ends)),
    )
    const [, charset] = /\bcharset="?([\w-]{1,40})/i.exec(head) ?? []
    return decoded(
      encoding.toLowerCase() === 'base64' ? Buffer.from(body, 'base64') : unquoted(body),
      charset,
    )
  })
  return [text, ...(depth < deepest ? inside.flatMap((part) => partsOf(part, depth + 1)) : inside)]
}

/** Quoted-printable (RFC 2045, 6.7). */
function unquoted(body: string): Buffer {
  const text = body
    .replaceAll(/=[ \t]*\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}

const inlineTag = /^<\/?(?:a|b|em|font|i|span|strong|tt|u|wbr)\b/i
const entities: Readonly<Record<string, string>> = {
  ...{
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    shy: '',
    zerowidthspace: '',
    ndash: '-',
    mdash: '-',
    hyphen: '-',
    dash: '-',
  },
  ...{ minus: '-', gt: '>', lt: '<', amp: '&', quot: '"' },
}

/** What a page of HTML shows, roughly: enough to find a pin in it. */
function textOfHtml(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/g, (tag) => (inlineTag.test(tag) ? '' : ' '))
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,16}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ' '
    })
    .replaceAll(/\s+/g, ' ')
}
