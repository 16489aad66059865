import { expect } from 'vitest'
import { carrelHere } from '../cli/carrel.ts'
import { entriesOf } from '../crash/entries.ts'
import { planCall } from '../support/planned-call.ts'
import { theRegisterIsSigned } from './case-steps.ts'
import { journey } from './journey.ts'

/** Years later somebody asks. The Director reads answers with the entries that prove them, and asking is on record. */
journey(
  'answers about the past',
  18_720,
  async (library) => {
    const { it, house, child, time } = library.tested
    await planCall(it.database, house.ring, { patron: child, kind: 'overdue', on: time.today })
    const caller = await library.staff('desk', 'office')
    await caller.goTo('/calls')
    await caller.press(/^Next call/)
    await caller.press(/or no answer|^No answer/)
    await caller.look('called')
    expect(await caller.reads()).toContain('The call was logged')
    await caller.leave()
    await theRegisterIsSigned(library)

    const director = await library.staff('director', 'office')
    await director.follow('Answers about the past')
    await director.look('questions')
    const asks = async (question: string, of: string) => {
      await director.goTo('/answers')
      const part = director.page.getByRole('region', { name: question })
      await part.getByRole('textbox').fill(of)
      await Promise.all([director.page.waitForEvent('load'), part.getByRole('button').click()])
      return director.reads()
    }
    expect(await asks('Which calls to customers were made', '2026-11')).toContain('1 from Office')
    expect(await director.page.content()).not.toContain(child)
    await director.look('calls')
    expect(await asks('How many legal papers', '2026')).toContain('0 cases opened in 2026 are listed here.')
    expect(await asks('Who passed the training', '2026')).toContain('0 people passed the training in 2026.')
    expect(await asks('Who held which role', '2026-11-24')).toContain('Test director')
    await director.look('roles')
    expect(await asks('What was disposed of', '2026')).toContain('This was disposed of in 2026.')
    await director.look('disposed')
    expect(await asks('Which calls to customers were made', 'soon')).toContain('Type a year and a month')
    await director.look('refused')

    // What is about one customer is answered elsewhere, and the page says where and for how long.
    const said = await director.reads()
    expect(said).toContain('Only a case about a privacy concern answers this')
    expect(said).toMatch(/A view names the customer for \d+ years\./)
    for (const [link, heading] of [
      ['Find a case', 'Find a case'],
      ['Transparency report', 'Transparency report'],
    ] as const) {
      await director.goTo('/answers')
      await director.page
        .getByRole('region', { name: 'Answered elsewhere' })
        .getByRole('link', { name: link })
        .click()
      await director.page.waitForLoadState()
      expect(await director.heading()).toContain(heading)
    }
    await director.leave()

    // The same at a terminal, without a page.
    const answered = await carrelHere(it.home.dir, ['answer', 'roles', '2026-11-24'])
    expect(answered.out + answered.err).toContain('Test director')
    const elsewhere = await carrelHere(it.home.dir, ['answer', 'elsewhere'])
    expect(elsewhere.out).toContain('Who viewed a customer’s record?')
    expect(elsewhere.out).toMatch(/A view names the customer for \d+ years\./)

    // What it left: each question that was answered, by whom.
    const entries = await entriesOf(it.database.worker, house.ring)
    const asked = entries.filter(({ kind }) => kind === 'question-answered')
    expect(asked.map(({ flags = [] }) => flags.join(' ')).sort()).toEqual([
      ...['calls 2026-11', 'disposed 2026', 'orders 2026', 'roles 2026-11-24', 'roles 2026-11-24'],
      'trained 2026',
    ])
    expect(asked.filter(({ actor }) => actor === 'command-line')).toHaveLength(1)
  },
  { atBothWidths: true },
)
