import { describe, expect, it } from 'vitest'
import { identifiedIn, type KnownPatron } from './names-in-text.ts'

const zeph: KnownPatron = {
  name: { surname: 'Vortiginous', firstName: 'Zeph' },
  born: '2013-02-03',
  phones: ['+1 (308) 555-0129'],
  emails: ['zeph.vort@example.org'],
  addresses: [['12 North Quartz Lane', 'Minden, NE 68959']],
}
const told = (text: string, who: Partial<KnownPatron> = {}, apart: readonly string[] = []) =>
  identifiedIn(text, { ...zeph, ...who }, apart)
const named = (surname: string) => ({ name: { surname, firstName: 'Una' } })

describe('what tells who a person is', () => {
  it.each([
    ['The customer Vortiginous borrowed it.', 'Vortiginous'],
    ["Vortiginous's items", 'Vortiginous'],
    ['VORTIGINOUS has four overdue books', 'VORTIGINOUS'],
    ['the account ZephVortiginous', 'ZephVortiginous'],
    ['the account vortiginouszeph7', 'vortiginouszeph7'],
    ['call 308-555-0129 now', '308-555-0129'],
    ['call 3085550129 now', '3085550129'],
    ['call 555 0129', '555 0129'],
    ['write to Zeph.Vort@Example.org', 'Zeph.Vort@Example.org'],
    ['Zeph from North Quartz Lane', 'North Quartz Lane'],
    ['of 12 north quartz ln.', '12 north quartz'],
    ['of 12 North Quartz', '12 North Quartz'],
    ['born 2013-02-03', '2013-02-03'],
    ['born 2/3/2013 here', '2/3/2013'],
    ['born 03.02.2013', '03.02.2013'],
    ['born on February 3, 2013', 'February 3, 2013'],
    ['born on the 3rd of February 2013', '3rd of February 2013'],
    ['nació el 3 de febrero de 2013', '3 de febrero de 2013'],
  ])('%s', (text, words) => {
    expect(told(text)).toContain(words)
  })

  it.each([
    'A vortiginous wind may blow.',
    'It came on February 3, 2026, and on 2/13/2013.',
    'Call the court at 308-555-0100, or 402-555-0129. See page 129, 55.',
    'The court sits at 325 North Quartz Lane.',
    'Minden, NE 68959',
    'Write to zeph@example.org.',
  ])('not: %s', (text) => {
    expect(told(text)).toBe(undefined)
  })

  it('leaves the names of places and offices, of who asks and of the library, and words that every decision has', () => {
    expect(told('Court order (Kearney County Court, number CR 26-7)', named('Kearney'))).toBe(undefined)
    expect(told('Kearney asked for it', named('Kearney'))).toBe('Kearney')
    expect(told('On May 4, 2026 the Court ruled. May it do so?', named('May'))).toBe(undefined)
    expect(told('The Court ruled.', named('Court'))).toBe(undefined)
    const apart = ['Deputy Ned Canary', 'Jensen Memorial Library']
    expect(told('Deputy Ned Canary asked for it.', named('Canary'), apart)).toBe(undefined)
    expect(told('Deputy Ned Canary asked for what Canary has.', named('Canary'), apart)).toBe('Canary')
    // Who asks by one word alone would let that word pass everywhere.
    expect(told('Canary has it.', named('Canary'), ['Canary'])).toBe('Canary')
    expect(told('It is of De la Cruz.', named('de la Cruz'))).toBe('De la Cruz')
  })

  it('says nothing of a person of whom nothing is on file', () => {
    const nobody = {
      name: { surname: '', firstName: '' },
      born: undefined,
      phones: [''],
      emails: [''],
      addresses: [],
    }
    expect(told('Anything, on 2/3/2013, at 12 Main Street.', nobody)).toBe(undefined)
  })
})
