import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sealField, token } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { body, type FrontDesk, heading, openFrontDesk, picture, scan } from './front-desk.ts'
import { cards } from './house.ts'

let desk: FrontDesk

beforeAll(async () => {
  desk = await openFrontDesk(18_441)
  const { app } = desk.tested.house
  for (const [barcode, title, item_type] of [
    ['B1', 'Growing Tomatoes', 'BK'],
    ['B2', 'The Long Winter', 'BK'],
    ['D1', 'Planet Earth', 'DVD'],
    ['R1', 'Quiet Rivers', 'BK'],
    ['W1', 'Warbling Owls', 'BK'],
  ] as const) {
    const id = randomUUID()
    await app.insertInto('title').values({ id, title, author: null }).execute()
    await app.insertInto('item').values({ title_id: id, barcode, item_type }).execute()
  }
})
afterAll(() => desk?.close())

describe('a clerk with a scanner', () => {
  test('lends by card and items alone, and hears at once what went wrong', async () => {
    const page = await desk.at('desk')
    await page.getByRole('link', { name: 'Check out', exact: true }).click()
    // A name in the field for cards is told where names are found.
    await scan(page, 'Canary')
    expect(await body(page)).toContain('This is not a card number.')
    await scan(page, cards.parent)
    expect(await heading(page)).toBe('Una Canary')
    await picture(page, 'lend-card')
    await scan(page, 'B1')
    expect(await body(page)).toContain('Checked out: Growing Tomatoes. Due December 15, 2026.')
    await scan(page, 'D1')
    expect(await body(page)).toContain('Checked out: Planet Earth. Due December 1, 2026.')
    await picture(page, 'lend-two')
    await scan(page, 'B1')
    expect(await body(page)).toContain('You just checked this item out to this customer.')
    expect(await body(page)).not.toContain('Check it in first')
    expect(await page.locator('tbody tr').count()).toBe(2)
    await scan(page, 'nothing')
    expect(await body(page)).toContain('No item has this barcode.')
    await picture(page, 'lend-fault')
    expect(page.url()).toBe(`${desk.address}/lend/item`)
    await page.context().close()
  })

  test('undoes the last scan, and takes back without being told whose it was', async () => {
    const page = await desk.at('desk')
    await page.goto(`${desk.address}/lend`)
    await scan(page, cards.parent)
    await scan(page, 'B2')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await body(page)).toContain('Undone.')
    await picture(page, 'lend-undone')
    await scan(page, 'B2')
    expect(await body(page)).toContain('Checked out: The Long Winter.')
    await page.getByRole('link', { name: 'Check in', exact: true }).click()
    // Once it is checked in, no one can say any more whose fee it is.
    expect(await body(page)).toContain('Damaged? Scan the customer’s card first')
    await scan(page, 'B2')
    const back = await body(page)
    expect(back).toContain('Checked in: The Long Winter.')
    expect(back).not.toContain('Canary')
    await picture(page, 'return-one')
    await page.getByRole('button', { name: 'Undo' }).click()
    await scan(page, 'B2')
    expect(await body(page)).toContain('Checked in: The Long Winter.')
    await scan(page, 'B2')
    expect(await body(page)).toContain('If it is on the list of reserves to pull, scan it there.')
    await page.context().close()
  })

  test('keeps what was not checked out in view, so that five scans and a slip of four do not surprise, until the next card', async () => {
    const page = await desk.at('desk')
    const list = () => page.locator('section[aria-labelledby="not-lent"] tbody tr').allInnerTexts()
    await page.goto(`${desk.address}/lend`)
    await scan(page, cards.parent)
    await scan(page, 'B1')
    await scan(page, '3900000000417')
    await scan(page, 'B2')
    expect(await body(page)).toContain('Checked out: The Long Winter.')
    expect(await list()).toEqual([
      expect.stringMatching(/^Barcode ending in 0417\s+No item has this barcode/),
      expect.stringMatching(/^Growing Tomatoes\s+This item is still checked out/),
    ])
    await picture(page, 'lend-not-checked-out')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await list()).toHaveLength(2)
    expect(await page.content()).not.toContain('3900000000417')
    await scan(page, cards.parent)
    expect(await list()).toEqual([])
    await page.context().close()
  })

  test('lends what is scanned on a record that its card opened, without the card again', async () => {
    const page = await desk.at('desk')
    await page.goto(`${desk.address}/counter`)
    await scan(page, cards.parent)
    await scan(page, 'B2')
    expect(await heading(page)).toBe('The Long Winter')
    await page.getByRole('button', { name: 'Check out to the customer whose record was open' }).click()
    expect(await body(page)).toContain('Checked out: The Long Winter.')
    await page.getByRole('link', { name: 'Check in', exact: true }).click()
    await scan(page, 'B2')
    expect(await body(page)).toContain('Checked in: The Long Winter.')
    await page.context().close()
  })

  test('is told not to lend on a card that was reported lost, and a volunteer not even why', async () => {
    const clerk = { accountId: 'clerk-1', role: 'desk', place: 'front-desk' } as const
    await desk.tested.house.cards.reportNumber(clerk, cards.child)
    for (const [name, why] of [
      ['desk', 'reported lost'],
      ['volunteer', 'ask a clerk or the Director.'],
    ] as const) {
      const page = await desk.at(name)
      await page.goto(`${desk.address}/lend`)
      await scan(page, cards.child)
      expect(await heading(page)).toBe('This card cannot be used')
      expect(await body(page)).toContain(why)
      expect((await body(page)).includes('lost')).toBe(name === 'desk')
      await page.context().close()
    }
  })
})

test('a reserve is placed and found on the shelf, and no page of it has both name and title', async () => {
  const page = await desk.at('desk')
  const press = (name: string) => page.getByRole('button', { name }).click()
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.parent)
  await page.getByLabel('Words from the title').fill('quiet riv')
  await press('Place a reserve')
  await press('Quiet Rivers')
  expect(await body(page)).toContain('On reserve: Quiet Rivers.')
  const apart: string[] = [await body(page)]
  await page.goto(`${desk.address}/reserves`)
  apart.push(await body(page))
  expect(apart[1]).toContain('Quiet Rivers')
  await scan(page, 'R1')
  apart.push(await body(page))
  expect(apart[2]).toContain('Put this on the reserve shelf: Quiet Rivers is on reserve.')
  await scan(page, 'R1')
  await press('Ruined? Take it off the reserve shelf')
  apart.push(await body(page))
  expect(apart[3]).toContain('the reserve waits for another copy')
  expect(apart[3]).toContain('discard it in the catalog')
  expect(apart.filter((text) => text.includes('Una'))).toEqual([])
  await scan(page, 'R1')
  await page.context().close()
})

test('a checkout of what another person waits for looks like a warning, not like every other checkout', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.parent)
  await page.getByLabel('Words from the title').fill('warbling')
  await page.getByRole('button', { name: 'Place a reserve' }).click()
  await page.getByRole('button', { name: 'Warbling Owls' }).click()
  await page.goto(`${desk.address}/lend`)
  await scan(page, '24000000000011')
  await scan(page, 'W1')
  const warning = page.locator('.carrel-last-scan--warning')
  expect(await warning.textContent()).toMatch(
    /^Another person has this on reserve.*Checked out: Warbling Owls/s,
  )
  await picture(page, 'lend-wanted')
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await warning.count()).toBe(0)
  await page.context().close()
})

test('a returned item that another person waits for goes to the reserve shelf, and its slip is one press away', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/lend`)
  await scan(page, '24000000000011')
  await scan(page, 'B2')
  await page.goto(`${desk.address}/counter`)
  await scan(page, cards.parent)
  await page.getByLabel('Words from the title').fill('long winter')
  await page.getByRole('button', { name: 'Place a reserve' }).click()
  await page.getByRole('button', { name: 'The Long Winter' }).click()
  await page.getByRole('link', { name: 'Check in', exact: true }).click()
  await scan(page, 'B2')
  expect(await body(page)).toContain('Checked in: The Long Winter. Put it on the reserve shelf.')
  await page.getByRole('button', { name: 'Slip to print' }).click()
  expect(await heading(page)).toMatch(/^Slip [A-Z]+\d\d$/)
  await page.context().close()
})

test('an expired card lends nothing and finds no slip, and a volunteer is not told why', async () => {
  const { house } = desk.tested
  await inContext(house.app, { actor: 'test', place: 'test' }, async (trx) => {
    const { patron_id } = await trx
      .selectFrom('card')
      .select('patron_id')
      .where('barcode_index', '=', token(house.ring, 'card.barcode', '24000000000011'))
      .executeTakeFirstOrThrow()
    const standing = sealField(house.ring, 'patron.standing', patron_id, { expiresOn: '2026-11-23' })
    await trx.updateTable('patron').set({ standing }).where('id', '=', patron_id).execute()
  })
  for (const [name, says] of [
    ['desk', 'This card has expired.'],
    ['volunteer', 'Ask a clerk or the Director.'],
  ] as const) {
    const page = await desk.at(name)
    await page.goto(`${desk.address}/lend`)
    await scan(page, '24000000000011')
    expect(await body(page)).toContain(says)
    expect((await body(page)).includes('expired')).toBe(name === 'desk')
    await page.goto(`${desk.address}/pick-up`)
    await scan(page, '24000000000011')
    expect(await body(page)).toContain(says)
    expect((await body(page)).includes('expired')).toBe(name === 'desk')
    expect(await page.getByRole('button', { name: 'Open the record' }).count()).toBe(name === 'desk' ? 1 : 0)
    await page.context().close()
  }
})

test('the record says that the card has expired, and renews it there', async () => {
  const page = await desk.at('desk')
  await page.goto(`${desk.address}/lend`)
  await scan(page, '24000000000011')
  await page.getByRole('button', { name: 'Open the record' }).click()
  const warning = page.locator('.usa-alert').filter({ hasText: 'This card has expired.' })
  await warning.getByRole('button', { name: 'Renew the card' }).click()
  expect(await heading(page)).toBe('Renew the card')
  await page.context().close()
})
