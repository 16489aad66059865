import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comingOfAgeStep } from '../../src/jobs/coming-of-age.ts'
import { doNight } from '../../src/jobs/night.ts'
import { inContext } from '../../src/store/vault.ts'
import { readsPdf, textOfPdf } from '../support/pdf-text.ts'
import { plant } from '../support/planted.ts'
import { body, type FrontDesk, heading, openFrontDesk, picture, scan } from './front-desk.ts'
import { cards } from './house.ts'
import { Visitor } from './visitor.ts'

let desk: FrontDesk

beforeAll(async () => {
  desk = await openFrontDesk(18_449)
})
afterAll(() => desk?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const choose = (page: Page, id: string) => page.locator(`label[for="${id}"]`).click()

async function openGuardians(page: Page, card: string): Promise<void> {
  await page.goto(`${desk.address}/counter`)
  await scan(page, card)
  await page.locator('main form[action="/counter/guardians"] button').click()
}

async function askStatement(page: Page, card: string, name: string): Promise<void> {
  await openGuardians(page, card)
  await press(page, 'Statement for a guardian')
  await choose(page, 'how-here')
  await page.getByLabel('First and last name').fill(name)
  await press(page, 'Show the statement')
}

test('a mother at the counter has the statement of her child, and a father who lives elsewhere is put on file by his papers', async () => {
  const page = await desk.at('desk')
  await askStatement(page, cards.child, 'Una Canary')
  expect(await heading(page)).toBe('Statement for a parent or guardian')
  const told = await body(page)
  expect(told).toContain('Canary Overdue')
  expect(told).toContain('$4.50')
  expect(told).not.toMatch(/Canary Due Later|Canary Reserved|Sod House|402-555/)
  await picture(page, 'statement')
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'statement-paper')
  await page.emulateMedia({ media: 'screen' })

  await openGuardians(page, cards.child)
  await press(page, 'Add a guardian')
  await page.getByLabel('First name').fill('Otto')
  await page.getByLabel('Last name').fill('Quail')
  await page.getByLabel('Street or box').fill('2 Elm Street')
  await page.getByLabel('Town, state, ZIP code').fill('Kearney NE 68847')
  await choose(page, 'liable-yes')
  await press(page, 'Add a guardian')
  expect(await body(page)).toContain('Without it nobody is put on file.')
  await choose(page, 'checked-court-letters')
  await press(page, 'Add a guardian')
  expect(await heading(page)).toBe('The guardian is on file')
  await press(page, 'Back to the guardians')
  expect(await body(page)).toContain('Otto Quail')
  expect(await body(page)).not.toMatch(/Elm|Kearney/)
  await picture(page, 'guardians-two')
  // Either may hear it now; whoever is not on file may not.
  await askStatement(page, cards.child, 'Otto Quail')
  expect(await heading(page)).toBe('Statement for a parent or guardian')
  await askStatement(page, cards.child, 'Otto Canary')
  expect(await heading(page)).toBe('Do not tell them anything')
  await page.context().close()

  const director = await desk.at('director')
  await director.goto(`${desk.address}/`)
  expect(await body(director)).toContain('Guardians in the last 7 days: 1 added, 0 changed, 0 taken off.')
  await openGuardians(director, cards.child)
  expect(await body(director)).toContain('by Test desk: Court papers')
  await director.context().close()
})

test.runIf(readsPdf)(
  'each parent has a letter with their own address and without a title, and neither has the other’s',
  async () => {
    const visitor = new Visitor(desk.tested.app(), new URL(desk.address).host)
    visitor.cookies.set('carrel-computer', await desk.tested.computerAt('office'))
    await visitor.signIn('desk')
    const { child } = desk.tested
    await visitor.get('/counter')
    await visitor.post('/counter/guardians', { id: child })
    const links = [...visitor.html.matchAll(/action="\/counter\/letter".*?name="link" value="([^"]+)"/gs)]
    const letters: string[] = []
    for (const [, link = ''] of links) {
      await visitor.get('/counter')
      const response = await visitor.post('/counter/letter', { id: child, link })
      expect(response.headers.get('content-type')).toBe('application/pdf')
      letters.push(textOfPdf(Buffer.from(await response.arrayBuffer())))
    }
    expect(letters).toHaveLength(2)
    for (const letter of letters) {
      expect(letter).toContain('Something is overdue.')
      expect(letter).toContain('$4.50')
      expect(letter).not.toMatch(/Canary Overdue|Canary Torn|Canary Due/)
      expect(/Sod House/.test(letter)).not.toBe(/Elm Street/.test(letter))
    }
  },
)

test('on the day on which a teenager turns nineteen the mother is refused, and the row is gone with the night', async () => {
  const { tested } = desk
  const { house, it, time } = tested
  const mother = await plant(it.database, house.ring, {
    surname: 'Wren',
    firstName: 'Ada',
    card: '25000000000001',
  })
  const teen = await plant(it.database, house.ring, {
    ...{ surname: 'Wren', firstName: 'Bea', card: '25000000000002', born: '2007-11-25' },
    loans: [{ title: 'Wren Overdue', dueOn: '2026-11-01' }],
    guarantor: { id: mother, liable: true },
  })
  const page = await desk.at('director')
  await askStatement(page, '25000000000002', 'Ada Wren')
  expect(await body(page)).toContain('They are eighteen. The Director asks legal counsel first.')
  await picture(page, 'statement-eighteen')
  // A letter waits for counsel too, and goes by the Director's word alone.
  await openGuardians(page, '25000000000002')
  await press(page, 'Letter')
  await picture(page, 'letter-eighteen')
  const counsel = page.getByRole('button', { name: 'Legal counsel was asked, and agreed' })
  const [saved] = await Promise.all([page.waitForEvent('download'), counsel.click()])
  expect(saved.suggestedFilename()).toBe('letter.pdf')

  time.today = '2026-11-25'
  await askStatement25(page)
  expect(await body(page)).not.toContain('Wren Overdue')
  const step = comingOfAgeStep({ app: house.app, ring: house.ring, gate: house.gate, clock: house.clock })
  await doNight(it.database, [step], house.clock.today(), (_name, error) => {
    throw error
  })
  const rows = await inContext(house.app, { actor: 'test', place: 'test' }, (trx) =>
    trx.selectFrom('guarantor').select('id').where('guarantee_id', '=', teen).execute(),
  )
  expect(rows).toEqual([])
  time.today = '2026-11-24'
  await page.context().close()
})

/** On that morning the page of guardians has no way to a statement; whoever kept the form open is refused. */
async function askStatement25(page: Page): Promise<void> {
  await openGuardians(page, '25000000000002')
  expect(await body(page)).toContain('is of age, so no parent or guardian is told anything')
  expect(await page.getByRole('button', { name: 'Statement for a guardian' }).count()).toBe(0)
  desk.tested.time.today = '2026-11-24'
  await openGuardians(page, '25000000000002')
  await press(page, 'Statement for a guardian')
  await choose(page, 'how-here')
  await page.getByLabel('First and last name').fill('Ada Wren')
  desk.tested.time.today = '2026-11-25'
  await press(page, 'Show the statement')
  expect(await heading(page)).toBe('Do not tell them anything')
}
