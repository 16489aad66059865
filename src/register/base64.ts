import { Malformed } from './malformed.ts'

/**
 * Decodes standard Base64 (RFC 4648, section 4), padded.
 *
 * Hostile: Node ignores stray characters, missing padding and unused bits. Each of these would let two texts
 * stand for one value, so only the text that encoding gives back is accepted.
 */
export function fromBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new Malformed('base64', `${what} is not canonical Base64`)
  return bytes
}
