import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const pack = promisify(gzip)

/** The lengths that a page can have on the line, in bytes. */
export const packedStep = 4096

/**
 * Packs a page that this site asked for by GET, for slow lines. Hostile: who makes a browser ask for pages and sees their lengths
 * could guess at what is in them (BREACH), so nothing is packed for another site, nothing that answers a form and so repeats what was
 * typed, and the length is rounded up by an empty field of the header (RFC 1952, 2.3.1.1), which says less than the page's own.
 */
export const packedPages: MiddlewareHandler = async (c, next) => {
  await next()
  const asked = c.req.header('sec-fetch-site')
  const isOwn = c.req.method === 'GET' && (asked === 'same-origin' || asked === 'none')
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') === true
  if (
    !isOwn ||
    !isPage ||
    !/(?:^|[,\s])gzip(?!\s*;\s*q=0(?:\.0*)?(?:$|[,\s]))/.test(c.req.header('accept-encoding') ?? '')
  )
    return
  const { status, headers } = c.res
  const page = Buffer.from(await c.res.arrayBuffer())
  const packed = rounded(await pack(page, { level: 4 }))
  const isSmaller = packed.length < page.length
  c.res = new Response(new Uint8Array(isSmaller ? packed : page), { status, headers })
  if (!isSmaller) return
  c.res.headers.set('Content-Encoding', 'gzip')
  c.res.headers.append('Vary', 'Accept-Encoding, Sec-Fetch-Site')
}

const headerBytes = 10
const flagsAt = 3
const hasExtra = 4
/** The length of all extra fields; then one field's name and its length. */
const extraHeadBytes = 6

function rounded(packed: Buffer): Buffer {
  const length = Math.ceil((packed.length + extraHeadBytes) / packedStep) * packedStep
  const blanks = length - packed.length - extraHeadBytes
  const head = Buffer.from(packed.subarray(0, headerBytes))
  head[flagsAt] = hasExtra
  const extra = Buffer.alloc(extraHeadBytes + blanks)
  extra.writeUInt16LE(blanks + 4, 0)
  extra.write('CL', 2, 'latin1')
  extra.writeUInt16LE(blanks, 4)
  return Buffer.concat([head, extra, packed.subarray(headerBytes)])
}
