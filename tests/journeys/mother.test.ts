import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { textOfPdf } from '../support/pdf-text.ts'
import { plant } from '../support/planted.ts'
import { journey, type Person } from './journey.ts'

const bea = '25000000000001'
const cal = '25000000000002'

journey('a mother at the front desk', 18_520, async (library) => {
  const { it, house } = library.tested
  const child = (firstName: string, card: string, late = false) =>
    plant(it.database, house.ring, {
      ...{ surname: 'Wren', firstName, card, born: '2014-05-06' },
      ...(late && {
        loans: [
          { title: 'Wren Overdue', dueOn: '2026-11-01' },
          { title: 'Wren Due Later', dueOn: '2026-12-24' },
        ],
        holds: ['Wren Reserved'],
        charges: [{ kind: 'damaged', cents: 450, title: 'Wren Torn' }],
      }),
    })
  await child('Bea', bea, true)
  await child('Cal', cal)

  // She has no card of her own, and nobody has put her on file.
  const clerk = await library.staff('desk', 'front-desk')
  await openGuardians(clerk, bea)
  expect(await clerk.reads()).toContain('No parent or guardian is on file.')
  await clerk.look('nobody-on-file')
  await clerk.press('Add a guardian')
  await person(clerk, 'Ada', '7 Cedar Street')
  await clerk.choose('I saw their photo ID')
  await clerk.press('Add a guardian')
  expect(await clerk.reads()).toContain('A guardian cannot be added without it.')
  await clerk.look('no-papers')
  await clerk.choose('They signed for the card')
  await clerk.choose('The child is here and says so')
  await clerk.press('Add a guardian')
  expect(await clerk.heading()).toBe('The guardian was added')
  await clerk.look('on-file')

  // What there is to settle, with the titles, as she is here.
  await clerk.press('Back to the guardians')
  await hears(clerk, 'Ada Wren')
  expect(await clerk.heading()).toBe('Statement for a parent or guardian')
  const told = await clerk.reads()
  expect(told).toContain('Wren Overdue')
  expect(told).toContain('$4.50')
  expect(told).not.toMatch(/Wren Due Later|Wren Reserved|Cedar|402-555/)
  await clerk.look('statement')
  const paper = (await clerk.prints()).join(' ')
  expect(paper).toContain('Wren Overdue')
  expect(paper).not.toMatch(/Then do this|Done|Test desk/)

  // The letter, for the file at home: without a title, and to nobody else.
  await clerk.press('Back to the guardians')
  const letter = await clerk.saves('Letter')
  expect(letter.name).toBe('letter.pdf')
  const text = textOfPdf(readFileSync(letter.file))
  expect(text).toMatch(/Dear Ada Wren:[\s\S]*Sincerely,\s+Jensen Memorial Library/)
  expect(text).toContain('7 Cedar Street')
  expect(text).toContain('One or more items are overdue.')
  expect(text).not.toMatch(/Wren (Overdue|Torn|Due|Reserved)/)

  // The brother's card is with her. Nothing is owed on it, and she hears what anyone hears who is not told.
  await clerk.press('Change')
  await clerk.press('Guardian of another child')
  await clerk.fill('The other child’s card number', cal)
  await clerk.choose('They signed for the card')
  await clerk.choose('I saw their photo ID')
  await clerk.look('another-child')
  await clerk.press('Add for the other child')
  expect(await clerk.heading()).toBe('The guardian was added')
  await openGuardians(clerk, cal)
  await hears(clerk, 'Ada Wren')
  expect(await clerk.heading()).toBe('Do not tell them anything')
  expect(await clerk.reads()).not.toMatch(/Cal|settle/)
  await clerk.look('nothing-owed')

  // The father did not sign. A court's papers show who he is, so he hears the same. Someone who is not on file hears nothing.
  await openGuardians(clerk, bea)
  await clerk.press('Add a guardian')
  await person(clerk, 'Otto', '2 Elm Street')
  await clerk.choose('Court papers')
  await clerk.choose('I saw their photo ID')
  await clerk.press('Add a guardian')
  await clerk.press('Back to the guardians')
  expect(await clerk.reads()).toContain('They did not sign.')
  expect(await clerk.reads()).not.toMatch(/Elm|Cedar|Kearney/)
  await clerk.look('two-on-file')
  await openGuardians(clerk, bea)
  await hears(clerk, 'Otto Wren')
  expect(await clerk.heading()).toBe('Statement for a parent or guardian')
  expect(await clerk.reads()).toMatch(/Wren Overdue[\s\S]*\$4\.50/)
  await clerk.look('father')
  await openGuardians(clerk, bea)
  await hears(clerk, 'Ida Wren')
  expect(await clerk.heading()).toBe('Do not tell them anything')
  expect(await clerk.reads()).not.toMatch(/Wren (Overdue|Torn)|4\.50/)
  await clerk.look('refused')
  await clerk.leave()

  // The Director reviews each who was put on file, and sees by whom.
  const director = await library.staff('director', 'front-desk')
  expect(await director.reads()).toContain('3 changes of guardians wait for your review.')
  await openGuardians(director, bea)
  expect(await director.reads()).toContain('by Test desk: Photo ID and Court documents')
  await director.look('director-sees')
  await director.goTo('/counter/guardian-reviews')
  expect(await director.reads()).toContain('A guardian was added on')
  await director.look('director-reviews')
  await director.press('I reviewed all of these')
  expect(await director.reads()).toContain('Nothing is waiting.')
  await director.leave()
})

async function openGuardians(clerk: Person, card: string): Promise<void> {
  await clerk.goTo('/counter')
  await clerk.scan(card)
  await clerk.press(/^Show guardians/)
}

async function person(clerk: Person, firstName: string, street: string): Promise<void> {
  await clerk.fill('First name', firstName)
  await clerk.fill('Last name', 'Wren')
  await clerk.fill('Street or box', street)
  await clerk.fill('Town, state, ZIP code', 'Kearney NE 68847')
}

/** Somebody who is here asks for the statement, under a name. */
async function hears(clerk: Person, name: string): Promise<void> {
  await clerk.press('Statement for a guardian')
  await clerk.choose('They are here, and I saw their photo ID')
  await clerk.fill('First and last name', name)
  await clerk.press('Show statement')
}
