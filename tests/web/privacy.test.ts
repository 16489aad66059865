import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { privacySettings } from '../../src/ask/pages/privacy-notice.tsx'
import { privacyWords } from '../../src/ask/words/privacy.ts'
import { setNightlyImport } from '../../src/patrons/other-system-store.ts'
import { closeAccountWords, ownCloseWords } from '../../src/patrons/words/close-account.ts'
import { ownSeenWords } from '../../src/patrons/words/own.ts'
import { languages } from '../../src/platform/i18n/language.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

/*
 * What the public is told about their records is true for the way that a library is set up (invariant 12).
 */

const today = '2026-11-28'

const noticeOf = (
  pack: Parameters<typeof privacySettings>[0],
  language: (typeof languages)[number] = 'en',
  lendsHere = true,
) => {
  const privacy = privacyWords({ pack: jensen.in(language), language })
  const settings = privacySettings(pack, { lendsHere, today })
  return [
    ...privacy.keptList,
    ...privacy.longList(settings),
    ...privacy.whoList(settings),
    ...privacy.policeList,
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

  test('does not promise that a search warrant waits for counsel, or takes only what it names', () => {
    const says = noticeOf(jensen)
    expect(says).not.toContain('read every legal paper first')
    expect(says).toContain('before the library gives anything out')
    expect(says).toContain(
      'Officers with a search warrant may take records, or a whole computer, right away.',
    )
  })

  test('says what people at home may learn by a call or a letter (Reg 4), and claims no signature of a guardian', () => {
    const says = noticeOf(jensen)
    expect(says).not.toContain('relatives or friends: nothing.')
    expect(says).toContain('may learn that something is overdue, owed, or on reserve')
    expect(says).not.toContain('guardian who signed')
  })

  test('says that the log names who on staff it was, and when', () => {
    expect(noticeOf(jensen)).toContain('when and where, who on staff')
  })

  test('promises that a link is gone for good only where Carrel is what lends', () => {
    expect(noticeOf(jensen)).toContain('we cannot bring it back')
    const says = noticeOf(jensen, 'en', false)
    expect(says).not.toContain('we cannot bring it back')
    expect(says).toContain('The other system may keep it longer.')
    expect(says).toContain('It does not show who viewed it in the library’s other system.')
  })

  test('says what the companies that carry messages learn, where messages go out', () => {
    const quiet = { manifest: { ...jensen.manifest, notices: undefined } }
    expect(noticeOf(jensen)).toContain('never includes a title')
    expect(noticeOf(quiet)).not.toContain('companies')
  })

  test.each(languages)(
    'does not say that nothing has an end where the log is kept for ever: %s',
    (language) => {
      const kept = { manifest: { ...jensen.manifest, 'register-kept': undefined } }
      expect(noticeOf(kept, language)).not.toContain('undefined')
      expect(noticeOf(kept, language)).toMatch(/no end date is set|no tiene fin fijado/)
    },
  )
})

describe('where another system lends', () => {
  let tested: Tested
  beforeAll(async () => {
    tested = await startHouse()
    await plantPin(tested.house, tested.child)
  })
  afterAll(() => tested?.close())

  /** The pages on which a customer reads what becomes of what they had, and of a card that is lost. */
  async function customersPages(): Promise<string> {
    const { app } = tested
    const visitor = new Visitor(app())
    await visitor.get('/me/sign-in')
    const texts = [visitor.text]
    await visitor.post('/me/sign-in', { card: cards.child, pin })
    for (const path of ['/privacy', '/me/history', '/me/lost', '/me/seen']) {
      await visitor.get(path)
      texts.push(visitor.text)
    }
    return texts.join(' ')
  }

  test('anyone finds the policy as adopted, how a parent asks and where orders are counted, without a sign-in', async () => {
    const visitor = new Visitor(tested.app())
    for (const path of ['/sign-in', '/me/sign-in']) {
      await visitor.get(path)
      expect(visitor.html, path).toContain('href="/privacy"')
    }
    await visitor.get('/privacy')
    expect(visitor.text).toContain(
      'Come to the front desk with photo ID. Bring the child’s card if you have it.',
    )
    expect(visitor.html).toContain('href="/privacy/requests"')
    expect(visitor.html).toContain('href="/privacy/policy"')
    // What the library does when police ask is linked from the top, and how to complain of a view is said before a sign-in.
    expect(visitor.html).toContain('href="#police"')
    expect(visitor.html).toMatch(
      /id="police">If the police ask about you<[\s\S]*court order[\s\S]*search warrant/,
    )
    expect(visitor.text).toContain('choose “Report a privacy concern.”')
    await visitor.get('/privacy/policy')
    for (const { text } of tested.house.pack.clauses) expect(visitor.text).toContain(text.split('\n')[0])
  })

  test('a customer who asks about a view comes to the form with that chosen', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.get('/me/sign-in')
    await visitor.post('/me/sign-in', { card: cards.child, pin })
    await visitor.get('/me/seen')
    expect(visitor.html).toContain('href="/me/worry?about=views"')
    await visitor.get('/me/worry?about=views')
    expect(visitor.html).toMatch(/value="views"[^>]*checked|checked[^>]*value="views"/)
  })

  test('a customer who asks about one view comes to the form with its day, and nothing else in an address is taken over', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.get('/me/sign-in')
    await visitor.post('/me/sign-in', { card: cards.child, pin })
    await visitor.get('/me/worry?about=views&day=2026-11-02')
    expect(visitor.html.match(/value="2026-11-02"/g)).toHaveLength(2)
    await visitor.get('/me/worry?about=views&day=Canary')
    expect(visitor.html).not.toContain('Canary')
  })

  test('no page of the customer promises what that system may not keep', async () => {
    const here = await customersPages()
    expect(here).toContain('we cannot bring it back')
    for (const text of [here, await elsewhere()]) {
      expect(text).not.toContain('nobody can find out')
      expect(text).not.toContain('the card is blocked at once')
      expect(text).not.toContain('Nobody can borrow with it')
      expect(text).toContain(
        'If a legal request comes before then, we may have to keep a copy until it is settled.',
      )
    }
  })

  /** The pack lends here, and somebody said that the export is of the system that lends all the same. */
  async function elsewhere(): Promise<string> {
    const { it, time } = tested
    await setNightlyImport(it.database.worker, '/srv/koha', time.now, true)
    const says = await customersPages()
    expect(says).not.toContain('we cannot bring it back')
    expect(says).toContain('The other system may keep it longer.')
    expect(says).toContain('The library checks out items in another system, which may keep the link longer.')
    expect(says).toContain('Call the library too, so that the card cannot be used there.')
    expect(says).toContain('The list does not show who viewed your record in the library’s other system.')
    return says
  }
})

describe.each(languages)('closing an account: %s', (language) => {
  const ownClose = ownCloseWords({ pack: jensen.in(language), language })
  const closeAccount = closeAccountWords({ pack: jensen.in(language), language })

  test('does not say that all is erased: a case may keep a copy', () => {
    const all = [ownClose.says, ownClose.doneSays, closeAccount.says, closeAccount.doneSays].join(' ')
    expect(all).not.toMatch(/[Aa]ll that (is|was) kept|[Tt]odo lo que se guard/)
    for (const { stays } of [ownClose, closeAccount]) {
      expect(stays).toMatch(
        /A legal request can require us to keep a copy|Una solicitud legal puede obligarnos/,
      )
    }
  })
})

describe.each(languages)('who viewed a record: %s', (language) => {
  const ownSeen = ownSeenWords({ pack: jensen.in(language), language })
  const privacy = privacyWords({ pack: jensen.in(language), language })

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
