import { expect, test } from 'vitest'
import { countedAs, Proxies } from './network.ts'

const through = (given: readonly string[]) => {
  const proxies = Proxies.of(given)
  if (typeof proxies === 'string') throw new Error(proxies)
  return proxies
}

test.each([
  ['no proxy is configured', [], '127.0.0.1', '203.0.113.9', '127.0.0.1'],
  ['it comes from elsewhere than the proxy', ['10.0.0.1'], '192.0.2.7', '203.0.113.9', '192.0.2.7'],
  ['the proxy passes it on', ['127.0.0.1'], '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  [
    'a visitor wrote an address before it',
    ['127.0.0.1'],
    '127.0.0.1',
    '10.9.9.9, 203.0.113.9',
    '203.0.113.9',
  ],
  [
    'one proxy stands behind another',
    ['127.0.0.1', '10.0.0.0/8'],
    '127.0.0.1',
    '203.0.113.9, 10.1.2.3',
    '203.0.113.9',
  ],
  ['the proxy says nothing', ['127.0.0.1'], '127.0.0.1', undefined, '127.0.0.1'],
  ['the proxy says what is no address', ['127.0.0.1'], '127.0.0.1', '203.0.113.9, unknown', '127.0.0.1'],
  ['IPv4 comes as IPv6', ['127.0.0.1'], '::ffff:127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['IPv4 comes as IPv6 in hexadecimal', ['127.0.0.1'], '::ffff:7f00:1', '203.0.113.9', '203.0.113.9'],
  ['the address has a port', ['::1'], '::1', '203.0.113.9:4711', '203.0.113.9'],
  ['IPv6 has brackets and a port', ['::1'], '::1', '[2001:db8::7]:443', '2001:db8::7'],
  ['it comes by a socket file', ['127.0.0.1'], undefined, '203.0.113.9', '203.0.113.9'],
] as const)('where a request comes from: %s', (_when, given, peer, forwarded, source) => {
  expect(through(given).sourceOf(peer, forwarded)).toBe(source)
})

test('addresses of one IPv6 network of 64 bits count as one, and those of IPv4 each by itself', () => {
  expect(countedAs('2001:db8::1')).toBe(countedAs('2001:db8:0:0:ffff:1:2:3'))
  expect(countedAs('2001:db8:0:1::1')).not.toBe(countedAs('2001:db8::1'))
  expect(countedAs('192.0.2.1')).not.toBe(countedAs('192.0.2.2'))
})

test.each([
  '',
  'nginx',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '10.0.0',
  '::1/129',
  '10.0.0.0/x',
  '0.0.0.0/0',
  '::/0',
])('what is no address of a proxy is refused by name: “%s”', (given) => {
  expect(Proxies.of([given])).toContain(`--proxy: ${given} is no address`)
})
