import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'

const stylesheet = createRequire(import.meta.url).resolve('@uswds/uswds/css/uswds.min.css')
const uswds = dirname(dirname(stylesheet))
const manifest = readFileSync(join(uswds, '../package.json'), 'utf8')
const { version } = JSON.parse(manifest) as { version: string }
const own = join(import.meta.dirname, 'assets')

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Every served file by its path below `/assets/`; nothing else on the disk can be requested. */
const files = new Map<string, string>([
  [`uswds-${version}/css/uswds.min.css`, stylesheet],
  ...listed(uswds, 'fonts', `uswds-${version}`),
  ...listed(uswds, 'img', `uswds-${version}`),
  ...readdirSync(own).map((name): [string, string] => [name, join(own, name)]),
])

/** The address of one of our files, with a hash of it so that browsers can cache it. */
const ownAsset = (name: string) => `/assets/${name}?${markOf(name)}`
const markOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(own, name)))
    .digest('hex')
    .slice(0, 8)

export const stylesheets = [`/assets/uswds-${version}/css/uswds.min.css`, ownAsset('carrel.css')]
export const icon = ownAsset('carrel.svg')
export const pageScript = ownAsset('page.js')
/** What may be cached forever: the address contains the version. */
const kept = new Set([...stylesheets, icon, pageScript])

const bodies = new Map<string, Buffer>()

const asItIs = (body: Buffer): Buffer => body
/** The smaller first. Why not the best of Brotli: it takes a second for the Design System's half megabyte, and saves 4 kB more. */
const packings: readonly { readonly name: string; readonly pack: (body: Buffer) => Buffer }[] = [
  {
    name: 'br',
    pack: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  { name: 'gzip', pack: (body) => gzipSync(body) },
]

/** Null where there is no file of that path. */
export function asset(c: Context): Response | null {
  const path = c.req.path.slice('/assets/'.length)
  const file = files.get(path)
  const type = types[extname(path)]
  if (file === undefined || type === undefined) return null
  const taken = c.req.header('accept-encoding') ?? ''
  const packing = type.startsWith('text/') ? packings.find(({ name }) => taken.includes(name)) : undefined
  const key = `${packing?.name ?? 'as it is'} ${path}`
  const { pathname, search } = new URL(c.req.url)
  const isKept = path.startsWith('uswds-') || kept.has(pathname + search)
  const body = bodies.get(key) ?? (packing?.pack ?? asItIs)(readFileSync(file))
  bodies.set(key, body)
  return c.body(new Uint8Array(body), 200, {
    'Content-Type': type,
    'Cache-Control': isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(packing && { 'Content-Encoding': packing.name }),
  })
}

function listed(folder: string, under: string, as: string): [string, string][] {
  return readdirSync(join(folder, under), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [`${as}/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, path])
}
