import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { callEnds } from '../gate/patron-choices.ts'
import { numbersToDial } from '../platform/contact-details.ts'
import { daysAfter, minuteIn } from '../policy/calendar.ts'
import {
  afterCall,
  type CallRules,
  callTime,
  firstCallDay,
  type MessageFacts,
  messageRecords,
  nextTryOn,
} from './call.ts'

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => daysAfter('2010-01-01', days))
const anyRules: fc.Arbitrary<CallRules> = fc.record({
  fromMinute: fc.integer({ min: 0, max: 700 }),
  untilMinute: fc.integer({ min: 701, max: 1_440 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  tries: fc.integer({ min: 1, max: 9 }),
  daysBetween: fc.integer({ min: 1, max: 30 }),
})
const isoWeekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

describe('the laws of calling', () => {
  test('never two tries on one day, and none on a day on which the library does not call', () => {
    fc.assert(
      fc.property(anyRules, anyDay, fc.constantFrom(...callEnds), fc.nat(9), (rules, triedOn, end, tries) => {
        const after = afterCall(end, { rules, triedOn, tries, otherNumber: true })
        if (after.next !== 'again') return true
        return after.on > triedOn && rules.weekdays.includes(isoWeekday(after.on))
      }),
    )
  })

  test('never in quiet hours, and the day that is named instead is one with hours left', () => {
    fc.assert(
      fc.property(anyRules, anyDay, fc.integer({ min: 0, max: 1_439 }), (rules, day, minute) => {
        const time = callTime(rules, { day, minute })
        const isQuiet = minute < rules.fromMinute || minute >= rules.untilMinute
        if (time.may) return !isQuiet && rules.weekdays.includes(isoWeekday(day))
        const isLater = time.nextOn > day || (time.nextOn === day && minute < rules.fromMinute)
        return isLater && rules.weekdays.includes(isoWeekday(time.nextOn))
      }),
    )
  })

  test('calls come to an end: the last try is followed by a letter, however it ended', () => {
    fc.assert(
      fc.property(
        anyRules,
        anyDay,
        fc.constantFrom(...callEnds),
        fc.boolean(),
        (rules, triedOn, end, other) => {
          return afterCall(end, { rules, triedOn, tries: rules.tries, otherNumber: other }).next !== 'again'
        },
      ),
    )
  })

  test('no-title-in-a-message: what a message is made of has no place for one', () => {
    expectTypeOf<MessageFacts>().toEqualTypeOf<{ readonly overdue: boolean; readonly holds: boolean }>()
    expectTypeOf(messageRecords).returns.toEqualTypeOf<readonly ('overdue' | 'holds')[]>()
    expect(messageRecords({ overdue: true, holds: true })).toEqual(['overdue', 'holds'])
    expect(messageRecords({ overdue: false, holds: true })).toEqual(['holds'])
  })
})

const rules: CallRules = {
  fromMinute: 540,
  untilMinute: 1_200,
  weekdays: [1, 2, 3, 4, 5, 6],
  tries: 3,
  daysBetween: 2,
}

describe('after a call', () => {
  const call = { rules, triedOn: '2026-11-24', tries: 1, otherNumber: false }
  test.each([
    ['told-customer', { next: 'done' }],
    ['told-guardian', { next: 'done' }],
    ['message-given', { next: 'again', on: '2026-11-26' }],
    ['message-left', { next: 'again', on: '2026-11-26' }],
    ['no-answer', { next: 'again', on: '2026-11-26' }],
    ['wrong-number', { next: 'letter' }],
    ['no-more-calls', { next: 'letter' }],
  ] as const)('%s: %o', (end, after) => expect(afterCall(end, call)).toEqual(after))

  test('a wrong number is followed by another one that is on file', () => {
    expect(afterCall('wrong-number', { ...call, otherNumber: true })).toMatchObject({ next: 'again' })
  })
})

test.each([
  ['a Friday, two days on, is no Sunday', '2026-11-27', '2026-11-30'],
  ['over the end of a year', '2026-12-31', '2027-01-02'],
  ['29 February', '2028-02-27', '2028-02-29'],
])('the next try: %s', (_title, tried, next) => expect(nextTryOn(rules, tried)).toBe(next))

test.each([
  ['the first minute is in', { day: '2026-11-24', minute: 540 }, { may: true }],
  ['the minute before is not', { day: '2026-11-24', minute: 539 }, { may: false, nextOn: '2026-11-24' }],
  ['the last minute is in', { day: '2026-11-24', minute: 1_199 }, { may: true }],
  ['the minute after is not', { day: '2026-11-24', minute: 1_200 }, { may: false, nextOn: '2026-11-25' }],
  [
    'Saturday evening goes to Monday',
    { day: '2026-11-28', minute: 1_300 },
    { may: false, nextOn: '2026-11-30' },
  ],
  ['a Sunday is none', { day: '2026-11-29', minute: 700 }, { may: false, nextOn: '2026-11-30' }],
] as const)('the hours of calling: %s', (_title, at, time) => expect(callTime(rules, at)).toMatchObject(time))

test('the clock is that of the library, on both sides of a change of the hour', () => {
  const minute = minuteIn('America/Chicago')
  expect(minute(new Date('2026-11-01T06:59:00Z'))).toBe(119)
  expect(minute(new Date('2026-11-01T15:00:00Z'))).toBe(540)
  expect(minute(new Date('2026-07-01T14:00:00Z'))).toBe(540)
  expect(firstCallDay(rules, '2026-11-29')).toBe('2026-11-30')
})

test('a number that turned out to be wrong is not dialed, however it is written; a new one is', () => {
  const wrong = ['402-555-0100']
  expect(numbersToDial(['(402) 555 0100', '+1 402 555 0100', '402-555-0101', ''], wrong)).toEqual([
    '402-555-0101',
  ])
})
