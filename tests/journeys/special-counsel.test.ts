import { expect } from 'vitest'
import { addAccount } from '../../src/staff/account-store.ts'
import { confirmAccountOwner } from '../../src/staff/accounts.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { entriesOf } from '../crash/entries.ts'
import { actors, plantCase, plantOrder } from '../web/cases-planted.ts'
import { passphrase } from '../web/house.ts'
import { opens, takes } from './case-steps.ts'
import { journey, type Library } from './journey.ts'

/** The library's only lawyer has a conflict of interest: a lawyer for this case alone is added by two people, and advises. */
journey(
  'a case for special counsel',
  18_740,
  async (library) => {
    const { tested } = library
    const special = await signInOf(library)
    const reference = await plantOrder(tested)
    const other = await plantCase(tested, 'process')

    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await takes(counsel, 'conflict-said', {})
    expect(await counsel.reads()).not.toContain(reference)
    await counsel.look('counsel-is-out')

    const director = await library.staff('director', 'office')
    await opens(director, reference)
    expect(await director.reads()).toContain('Ask the city or county that the library belongs to')
    await director.look('no-one-is-left')
    await takes(director, 'special-asked', { 'Who?': special })
    await director.look('asked')

    // The president reads who, and nothing of the paper.
    const president = await library.staff('trustee', 'elsewhere')
    await president.follow('See what is asked')
    expect(await president.reads()).toContain('Sue Special')
    expect(await president.reads()).not.toMatch(/Kearney County Court|CR 26-7|Canary/)
    await president.look('president')
    await president.press(/I agree about special counsel/)
    expect(await president.reads()).toContain('Your answer is saved.')
    await president.leave()

    // Special counsel finds the one case on their start page, and advises in it.
    const lawyer = await library.staff('sue', 'elsewhere')
    expect(await lawyer.reads()).toContain('Court order')
    expect(await lawyer.page.content()).not.toContain(other)
    await lawyer.look('start')
    await lawyer.follow(new RegExp(reference))
    await lawyer.look('case')
    await takes(lawyer, 'counsel-advised', {
      'Counsel’s opinion': 'proper',
      Details: 'The order is in order.',
    })
    for (const path of ['/cases', `/cases/${other}`, '/register', '/answers']) {
      await lawyer.goTo(path)
      expect(await lawyer.heading()).toContain('was not found')
    }

    await opens(director, reference)
    expect(await director.reads()).toContain('Sue Special (special counsel)')
    await director.look('advised')

    // What it left: each step, under whose name it was.
    const entries = await entriesOf(tested.it.database.worker, tested.house.ring)
    const of = (step: string) =>
      entries
        .filter(({ case: one, flags }) => one === reference && flags?.includes(step))
        .map(({ role }) => role)
    expect(['conflict-said', 'special-asked', 'special-agreed'].map(of)).toEqual([
      ['counsel'],
      ['director'],
      ['trustee'],
    ])
    expect(of('counsel-advised')).toEqual(['counsel', 'special-counsel'])
    for (const one of [counsel, director, lawyer]) await one.leave()
  },
  { atBothWidths: true },
)

/** Special counsel, whose sign-in the Director set up and the president confirmed. */
async function signInOf({ tested: { house }, tested }: Library): Promise<string> {
  const { director } = await actors(tested)
  const id = await addAccount(house.app, house.ring, {
    ...{ signIn: 'sue', name: 'Sue Special', role: 'special-counsel', givenBy: director.accountId },
    passphrase: await hashPassphrase(passphrase),
  })
  const accounts = await house.app.selectFrom('account').select(['id', 'role']).execute()
  const president = accounts.find(({ role }) => role === 'trustee')?.id ?? ''
  const by = { accountId: president, role: 'trustee', place: 'office', president: true } as const
  await confirmAccountOwner(house, by, { id: id ?? '', confirming: ['president'] })
  return id ?? ''
}
