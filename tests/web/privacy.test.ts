import { describe, expect, test } from 'vitest'
import { privacySettings } from '../../src/web/pages/privacy.tsx'
import { wordsFor } from '../../src/web/words/catalogue.ts'
import { languages } from '../../src/web/words/language.ts'
import { jensen } from '../policy/jensen-pack.ts'

/*
 * What the public is told about their records is true for the way that a library is set up (invariant 12).
 */

const today = '2026-11-28'
const lendsElsewhere = { manifest: { ...jensen.manifest, lending: undefined } }

const noticeOf = (
  pack: Parameters<typeof privacySettings>[0],
  language: (typeof languages)[number] = 'en',
) => {
  const { privacy } = wordsFor(jensen.in(language), language)
  const settings = privacySettings(pack, today)
  return [
    ...privacy.keptList,
    ...privacy.longList(settings),
    ...privacy.whoList(settings),
    privacy.seen(settings),
  ].join('\n')
}

describe('the privacy notice', () => {
  test('does not promise that only a court can compel: a subpoena or a search warrant can too', () => {
    const says = noticeOf(jensen)
    expect(says).toContain('Some subpoenas bind the library without a judge')
    expect(says).toContain('search warrant')
    expect(says).not.toContain('nothing without a court')
  })

  test('promises that a link is gone for good only where Carrel is what lends', () => {
    expect(noticeOf(jensen)).toContain('we cannot bring it back')
    const says = noticeOf(lendsElsewhere)
    expect(says).not.toContain('we cannot bring it back')
    expect(says).toContain('The other system may keep it longer.')
    expect(says).toContain('Who looked at it in the library’s other system is not on that page.')
  })

  test('says what the companies that carry messages learn, where messages go out', () => {
    const quiet = { manifest: { ...jensen.manifest, notices: undefined } }
    expect(noticeOf(jensen)).toContain('never has a title in it')
    expect(noticeOf(quiet)).not.toContain('companies')
  })

  test.each(languages)(
    'does not say that nothing has an end where the log is kept for ever: %s',
    (language) => {
      const kept = { manifest: { ...jensen.manifest, 'register-kept': undefined } }
      expect(noticeOf(kept, language)).not.toContain('undefined')
      expect(noticeOf(kept, language)).toMatch(/no end is set|no tiene fin fijado/)
    },
  )
})

describe.each(languages)('who viewed a record: %s', (language) => {
  const { ownSeen, privacy } = wordsFor(jensen.in(language), language)

  test('says on every page that some papers may never be shown, and so does the notice', () => {
    expect(ownSeen.someNever).toMatch(/^(By law|Por ley)/)
    expect(privacy.someNever).toMatch(/^(By law|Por ley)/)
  })

  test.each(['justice-agency', 'government-agency', 'private-party', 'vendor', 'public'] as const)(
    'names who was told by their office: %s',
    (kind) => {
      expect(ownSeen.whom[kind]).not.toBe(ownSeen.whom.other)
      expect(ownSeen.whom[kind]).not.toMatch(/somebody|otra persona/)
    },
  )
})
