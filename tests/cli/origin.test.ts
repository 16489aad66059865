import { expect, test } from 'vitest'
import { readOptions } from '../../src/cli/start.ts'

const originOf = (given: string) => {
  const options = readOptions(['--origin', given])
  return typeof options === 'string' ? options : options.origin
}

test.each([
  ['https://carrel.example.org', 'https://carrel.example.org'],
  ['https://carrel.example.org/', 'https://carrel.example.org'],
  ['HTTPS://Carrel.Example.ORG', 'https://carrel.example.org'],
  ['https://carrel.example.org:443', 'https://carrel.example.org'],
  ['https://Carrel.example.org:443/', 'https://carrel.example.org'],
  ['https://carrel.example.org:8443/', 'https://carrel.example.org:8443'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://localhost:80', 'http://localhost'],
])('--origin %s is %s', (given, origin) => {
  expect(originOf(given)).toBe(origin)
})

test.each([
  ['http://carrel.example.org', /http is for this computer alone.*let a proxy do https and give its address/],
  ['http://192.168.1.20:8080', /http is for this computer alone/],
  ['http://127.0.0.1.example.org', /http is for this computer alone/],
  ['https://*.example.org', /the one address that people use, without \*/],
  ['*', /without \*/],
  ['https://carrel.example.org/desk', /without a path/],
  ['https://carrel.example.org/?', /without a path/],
  ['https://carrel.example.org/#', /without a path/],
  ['https://clerk:secret@carrel.example.org', /without a name or password/],
  ['carrel.example.org', /a whole address/],
  ['ftp://carrel.example.org', /begins with https/],
  ['', /a whole address/],
])('--origin %s is refused, with what to give instead', (given, sentence) => {
  expect(originOf(given)).toMatch(/^--origin: /)
  expect(originOf(given)).toMatch(sentence)
  expect(originOf(given)).not.toContain('secret')
})
