import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** What an authenticator and a browser make together, from the standard (W3C Web Authentication, level 2). */
export type Said = {
  /** Where the page was; else the origin that was asked for. */
  readonly origin?: string
  readonly host?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  readonly counter?: number
  readonly challenge?: string
  /** Another attestation than `none`, with a certificate. */
  readonly attested?: boolean
  readonly flags?: number
}

type Options = { readonly challenge: string; readonly rp?: { readonly id: string }; readonly rpId?: string }

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const present = 0x01
const hasCredential = 0x40

/** A maker's key and its certificate, made for this test, signed by itself. */
const makersKey = Buffer.from(
  [
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgU3CxJBkUSLk0GNUCNZCtkSBGSOXSaV4nlpW0uNcgV9+hRANC',
    'AARrzwiWwh9Gj5N+DXFdWB2M6sPlxB4tC6EU+TbhvJlHlmEv9exwD7lavgaIxJ35xyPjm9BEzwh/+r5sVSklzjX0',
  ].join(''),
  'base64',
)
const makersCertificate = Buffer.from(
  [
    'MIIBdjCCARugAwIBAgIUJsN4ZvyehFTbUjIm7/Mb1VQIAEQwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEdGVzdDAgFw0yNjEx',
    'MjQxOTMwMjNaGA8yMTI2MTAzMTE5MzAyM1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGvP',
    'CJbCH0aPk34NcV1YHYzqw+XEHi0LoRT5NuG8mUeWYS/17HAPuVq+BojEnfnHI+Ob0ETPCH/6vmxVKSXONfSjUzBRMB0GA1Ud',
    'DgQWBBQY7cM6fvukvsUMBQjBU1rxrp/XhTAfBgNVHSMEGDAWgBQY7cM6fvukvsUMBQjBU1rxrp/XhTAPBgNVHRMBAf8EBTAD',
    'AQH/MAoGCCqGSM49BAMCA0kAMEYCIQC3sA68ocnjJhXTKGanWHYrzHjluAVc3Vt+lge8eD0h9gIhAKRv/LeUe0Gon4ypn+h7',
    'AGhl6Yrc6y+04RcDDfv2DfH7',
  ].join(''),
  'base64',
)

/** An authenticator without a finger to press it, so that a test can have it say what a real one never would. */
export class Authenticator {
  readonly id = randomBytes(32)
  readonly #key: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  counter = 0

  constructor() {
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  /** The answer to `navigator.credentials.create`, as the page sends it. */
  create(options: Options, origin: string, said: Said = {}): string {
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' })
    const cose = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.id.length)
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, cose])
    const authData = this.#authData(said.host ?? options.rp?.id ?? '', hasCredential, said, credential)
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    return this.#answer('webauthn.create', options, origin, said, (clientData) => {
      const signed = [Buffer.of(0), authData.subarray(0, 32), sha256(clientData), this.id, point]
      const attestation = map([
        ['fmt', said.attested ? 'fido-u2f' : 'none'],
        ['attStmt', raw(said.attested ? attested(Buffer.concat(signed)) : map([]))],
        ['authData', authData],
      ])
      return { attestationObject: attestation.toString('base64url'), transports: ['usb'] }
    })
  }

  /** The answer to `navigator.credentials.get`. */
  get(options: Options, origin: string, said: Said = {}): string {
    this.counter++
    const authData = this.#authData(said.host ?? options.rpId ?? '', 0, said, Buffer.alloc(0))
    return this.#answer('webauthn.get', options, origin, said, (clientData) => ({
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.#key.privateKey).toString(
        'base64url',
      ),
    }))
  }

  #authData(host: string, flags: number, said: Said, credential: Buffer): Buffer {
    const head = Buffer.alloc(5)
    head.writeUInt8((said.flags ?? present) | flags, 0)
    head.writeUInt32BE(said.counter ?? this.counter, 1)
    return Buffer.concat([sha256(host), head, credential])
  }

  #answer(
    type: string,
    options: Options,
    origin: string,
    said: Said,
    response: (clientData: Buffer) => Record<string, unknown>,
  ): string {
    const { challenge = options.challenge, crossOrigin = false } = said
    const clientData = Buffer.from(
      JSON.stringify({ type: said.type ?? type, challenge, origin: said.origin ?? origin, crossOrigin }),
    )
    const id = this.id.toString('base64url')
    return JSON.stringify({
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON: clientData.toString('base64url'), ...response(clientData) },
    })
  }
}

/** What a maker says of its authenticator (`fido-u2f`): true, and not asked for. */
function attested(signed: Buffer): Buffer {
  const key = createPrivateKey({ key: makersKey, format: 'der', type: 'pkcs8' })
  return map([
    ['sig', sign('sha256', signed, key)],
    ['x5c', [makersCertificate]],
  ])
}

type Value = number | string | Buffer | readonly Value[] | { readonly raw: Buffer }
const raw = (bytes: Buffer) => ({ raw: bytes })

/** CBOR (RFC 8949), as much of it as an authenticator needs. */
function encoded(value: Value): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if ('raw' in value) return value.raw
  return Buffer.concat([head(4, value.length), ...value.map(encoded)])
}

function map(entries: readonly (readonly [number | string, Value])[]): Buffer {
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([key, value]) => [encoded(key), encoded(value)]),
  ])
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value)
  return value < 256
    ? Buffer.of((major << 5) | 24, value)
    : Buffer.of((major << 5) | 25, value >> 8, value & 255)
}
