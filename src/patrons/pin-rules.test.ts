import { expect, test } from 'vitest'
import { isOwnNumber } from '../gate/patron-facts.ts'
import { pinFault } from './pin-rules.ts'

test('a PIN that many people choose is refused to everyone', () => {
  for (const easy of ['111111', '121212', '123123', '123456', '987654', '112233', '246810', '147258']) {
    expect([easy, pinFault(easy)]).toEqual([easy, 'easy'])
  }
  expect(pinFault('12345')).toBe('too-short')
  expect(pinFault('1234567890123')).toBe('too-long')
  expect(pinFault('73519a')).toBe('not-digits')
  for (const good of ['735192', '0918273645', '502846']) expect([good, pinFault(good)]).toEqual([good, null])
})

test('a PIN that can be read off its owner’s record is refused, in every usual writing', () => {
  const own = { born: '1984-03-07', numbers: ['23000000000001', '(402) 555-0100'] }
  const isOwn = (pin: string) => isOwnNumber(pin, own)
  for (const pin of ['19840307', '070384', '030784', '030719', '840307', '371984', '3071984', '4025550100']) {
    expect([pin, isOwn(pin)]).toEqual([pin, pin !== '030719'])
  }
  expect(isOwn('5550100')).toBe(true)
  expect(isOwn('0000001')).toBe(true)
  expect(isOwn('735192')).toBe(false)
  expect(isOwnNumber('070384', { born: undefined, numbers: [] })).toBe(false)
})
