import PostalMime from 'postal-mime'

/** The file itself, and each decoded part of the mails in it. Nothing is trusted: it is checked as if it were typed. */
export async function textsIn(bytes: Uint8Array): Promise<string[]> {
  const texts = await partsOf(bytes, 0, { lines: mostLines, bytes: mostBytes })
  return [...texts, ...texts.filter((text) => htmlTag.test(text)).map(textOfHtml)]
}

/** The mails of a file, which may be an mbox. */
export function mailsIn(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split(mailBegins)
}

/** The line before each mail of an mbox; it does not occur within a mail. */
const mailBegins = /^From \S+ +\w{3} \w{3} +\d.*\n/m
/** Without an encoded part, the file itself already has every part. */
const encodedPart = /^content-transfer-encoding:(?![ \t]*(?:7bit|8bit|binary)\b)/im
const htmlTag = /<\/?(?:html|body|div|p|br|td|span|pre|table|font)\b/i

/** Hostile: limits for one file. `postal-mime` has none, and takes 20 microseconds and 2 KB for each line. */
const mostLines = 20_000
const mostBytes = 2 ** 21
/** Hostile: limits for one mail. */
const mostParts = 200
const mostMailsInMails = 3

type Budget = { lines: number; bytes: number }

/** By the first bytes UTF-16 or UTF-8; otherwise the encoding of older Windows programs. */
function decoded(bytes: Uint8Array): string {
  const [a, b, , d] = bytes
  const by = (name: string, fatal = false) =>
    new TextDecoder(name, { fatal }).decode(bytes).replaceAll('\r\n', '\n')
  if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0)) return by('utf-16le')
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return by('utf-16be')
  try {
    return by('utf-8', true)
  } catch {
    return by('windows-1252')
  }
}

async function partsOf(bytes: Uint8Array, depth: number, left: Budget): Promise<string[]> {
  const text = decoded(bytes)
  if (depth > mostMailsInMails || !encodedPart.test(text)) return [text]
  const isWide = bytes.includes(0)
  const found = [text]
  for (const mail of mailsIn(isWide ? text : Buffer.from(bytes).toString('latin1'))) {
    if (!encodedPart.test(mail)) continue
    const affordable = within(left, Buffer.from(mail, isWide ? 'utf8' : 'latin1'))
    for (const part of await partsOfMail(affordable)) found.push(...(await partsOf(part, depth + 1, left)))
  }
  return found
}

/** As much of a mail's beginning as the budget allows, which it is taken from. */
function within(left: Budget, mail: Buffer): Buffer {
  let end = 0
  while (end < Math.min(mail.length, left.bytes) && left.lines > 0) {
    const next = mail.indexOf(0x0a, end)
    end = Math.min(next < 0 ? mail.length : next + 1, left.bytes)
    left.lines--
  }
  left.bytes -= end
  return mail.subarray(0, end)
}

/** Empty where the mail exceeds a limit. A mail within it is one part. */
async function partsOfMail(mail: Buffer): Promise<Uint8Array[]> {
  if (mail.toString('latin1').split('\n--', mostParts + 1).length > mostParts) return []
  try {
    const {
      text = '',
      html = '',
      attachments,
    } = await PostalMime.parse(mail, {
      forceRfc822Attachments: true,
      maxNestingDepth: 10,
      maxHeadersSize: 2 ** 16,
    })
    return [text, html, ...attachments.map(({ content }) => content)]
      .map((part) => (typeof part === 'string' ? Buffer.from(part) : new Uint8Array(part)))
      .filter((part) => part.length > 0)
  } catch {
    // Why all errors: those of a limit have no class of their own, and the undecoded text remains.
    return []
  }
}

const inlineTag = /^<\/?(?:a|b|em|font|i|span|strong|tt|u|wbr)\b/i
const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  shy: '',
  zerowidthspace: '',
  ndash: '-',
  mdash: '-',
  hyphen: '-',
  dash: '-',
  minus: '-',
  gt: '>',
  lt: '<',
  amp: '&',
  quot: '"',
}

/** Roughly what a page of HTML shows: enough to find a fingerprint in it. */
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
