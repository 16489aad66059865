import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** The proxies whose word counts for where a request comes from; made of what `--proxy` was given. */
export class Proxies {
  readonly #list = new BlockList()
  /** Whether any is configured. */
  readonly any: boolean

  private constructor(any: boolean) {
    this.any = any
  }

  static readonly none = new Proxies(false)

  /** @returns a sentence that names the one that is no address */
  static of(given: readonly string[]): Proxies | string {
    const proxies = new Proxies(given.length > 0)
    for (const one of given) {
      const [address = '', bits, ...more] = one.trim().split('/')
      const whole = isIPv4(address) ? 32 : 128
      // Hostile: where every address is a proxy, what a visitor writes into the header is believed.
      const isRange =
        bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= whole)
      if ((!isIPv4(address) && !isIPv6(address)) || !isRange || more.length > 0) {
        return `--proxy: ${one} is no address; give one such as 127.0.0.1, 10.0.0.0/8 or ::1`
      }
      proxies.#list.addSubnet(address, Number(bits ?? whole), isIPv4(address) ? 'ipv4' : 'ipv6')
    }
    return proxies
  }

  #has(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }

  /**
   * Where a request comes from. `X-Forwarded-For` counts only where a proxy of ours sent it, and in it the last address that
   * is not a proxy of ours itself: what stands before that, anyone can have written.
   * @param peer the other end of the connection; undefined for a socket file, which only a proxy of ours can reach
   */
  sourceOf(peer: string | undefined, forwarded: string | undefined): string {
    const direct = peer === undefined ? undefined : plainAddress(peer)
    const isOurs = this.any && (direct === undefined || this.#has(direct))
    if (!isOurs) return direct ?? 'inside'
    let source = direct ?? 'inside'
    for (const one of (forwarded ?? '').split(',').reverse()) {
      const address = plainAddress(one)
      // What is no address cannot be counted by: everything behind it counts as the proxy that passed it on.
      if (address === undefined) return source
      source = address
      if (!this.#has(address)) return source
    }
    return source
  }
}

/** An address as it is compared, without port or zone; one of IPv4 that is written as IPv6 is of IPv4. */
function plainAddress(typed: string): string | undefined {
  const text = typed.trim()
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '').toLowerCase()
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const groups = groupsOf(address)
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return address
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.')
}

/**
 * What tries from an address are counted under: an address of IPv4, and of IPv6 the network of 64 bits, since whoever has one
 * address there has them all.
 */
export function countedAs(source: string): string {
  if (!isIPv6(source)) return source
  const network = groupsOf(source).slice(0, 4)
  return `${network.map((group) => group.toString(16)).join(':')}::/64`
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [before = '', after] = hex.split('::')
  const parse = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const [first, last] = [parse(before), parse(after ?? '')]
  return after === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill(0), ...last]
}
