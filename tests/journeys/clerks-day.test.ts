import { expect } from 'vitest'
import { cards } from '../web/house.ts'
import { journey, type Person } from './journey.ts'

const nextCustomer = '24000000000010'

journey(
  'a clerk’s day',
  18_510,
  async (library) => {
    await library.shelve({ B1: 'Growing Tomatoes', B2: 'The Long Winter' })
    const clerk = await library.staff('desk', 'front-desk')
    expect(await clerk.heading()).toBe('Welcome, Test desk')
    await clerk.look('start')

    // A customer with two books, of which the second is not the one she meant.
    await clerk.follow('Check out')
    await clerk.scan(cards.parent)
    expect(await clerk.heading()).toBe('Una Canary')
    await clerk.scan('B1')
    expect(await clerk.reads()).toContain('Checked out: Growing Tomatoes. Due December 15, 2026.')
    await clerk.scan('B2')
    await clerk.look('lent-two')
    // Her slip: days alone, unless she wants the titles on it; whose it is is on none.
    const days = ['Jensen Memorial Library', '2 items due December 15, 2026']
    expect(await clerk.prints()).toEqual(days)
    await clerk.choose('Print the titles too')
    await clerk.look('lent-two-titles')
    expect((await clerk.prints()).slice(1).sort()).toEqual([
      'Growing Tomatoes, due December 15, 2026',
      'The Long Winter, due December 15, 2026',
    ])
    await clerk.press('Undo')
    expect(await clerk.reads()).toContain('Undone.')
    expect(await clerk.page.locator('tbody tr').allTextContents()).toEqual([
      expect.stringContaining('Growing Tomatoes'),
    ])
    await clerk.look('undone')
    // The cursor waits for the next item without a click.
    await clerk.scan('B1')
    expect(await clerk.reads()).toContain('You just checked this item out to this customer.')

    // Somebody else waits for it.
    await openRecord(clerk, nextCustomer)
    await clerk.fill('Words from the title', 'tomat')
    await clerk.press('Place a reserve')
    await clerk.press(/^Growing Tomatoes/)
    const placed = await clerk.reads()
    expect(placed).toContain('On reserve: Growing Tomatoes.')
    await clerk.look('reserve')
    // The list to take along to the shelves has what is to be pulled and the day, and nothing of the screen.
    await clerk.goTo('/reserves')
    const toPull = (await clerk.prints()).join(' ')
    expect(toPull).toMatch(
      /^Reserves to pull Pull these from the stacks November 24, 2026 Title\s+Author\s+How many \S/,
    )
    expect(toPull).not.toMatch(/Scan|barcode|Sparrow/)

    // It comes back.
    await clerk.goTo('/return')
    await clerk.scan('B1')
    const back = await clerk.reads()
    expect(back).toContain('Checked in: Growing Tomatoes.')
    await clerk.look('taken-back')
    await clerk.press('Slip to print')
    const slip = await clerk.prints()
    expect(slip).toEqual([
      'On the shelf for a reserve',
      expect.stringMatching(/^[B-Z]{3}\d\d$/),
      'until December 1, 2026',
    ])
    await clerk.look('slip')

    // Whoever waited comes for it: the slip is told, and nothing else.
    await clerk.goTo('/pick-up')
    await clerk.scan(nextCustomer)
    const pickUp = await clerk.reads()
    expect(pickUp).toContain(`Look for slip ${slip[1]}`)
    expect(pickUp).not.toContain('Growing Tomatoes')
    expect([placed, back, pickUp].join()).not.toMatch(/Canary|Una|Sparrow|Bird10/)
    await clerk.look('pick-up')
    await clerk.follow('Check out')
    await clerk.scan(cards.parent)
    await clerk.scan('B1')
    expect(await clerk.reads()).toContain('This item is on the shelf for another person’s reserve.')
    await clerk.look('kept-for-another')
    // The next customer's card, where an item was asked for.
    await clerk.scan(nextCustomer)
    expect(await clerk.heading()).toBe('Bird10 Sparrow')
    await clerk.scan('B1')
    expect(await clerk.reads()).toContain('Checked out: Growing Tomatoes.')

    await payFor(clerk)

    await clerk.press('Sign out')
    expect(await clerk.heading()).toBe('Staff sign-in')
    await clerk.back()
    expect(await clerk.page.content()).not.toMatch(/Canary|4\.50/)
    await clerk.leave()

    // A volunteer at the same desk does the same work, and never sees who it is.
    const volunteer = await library.staff('volunteer', 'front-desk')
    await volunteer.follow('Check out')
    await volunteer.scan(cards.parent)
    expect(await volunteer.heading()).toBe('This card is on file')
    await volunteer.scan('B2')
    expect(await volunteer.reads()).toContain('Checked out: The Long Winter.')
    const seen = [await volunteer.reads()]
    await volunteer.look('volunteer-lent')
    await volunteer.goTo('/return')
    await volunteer.scan('B2')
    seen.push(await volunteer.reads())
    await volunteer.goTo('/pick-up')
    await volunteer.scan(nextCustomer)
    seen.push(await volunteer.reads())
    expect(seen.join()).not.toMatch(/Canary|Una|Sparrow|Bird10/)
    await volunteer.look('volunteer-pick-up')
    await volunteer.leave()
  },
  { keepsPages: true },
)

async function openRecord(clerk: Person, card: string): Promise<void> {
  await clerk.goTo('/counter')
  await clerk.scan(card)
}

/** A torn page: charged, paid by mistake, undone, paid. The receipt has neither name nor title. */
async function payFor(clerk: Person): Promise<void> {
  await openRecord(clerk, cards.parent)
  await clerk.press('Add a fee')
  await clerk.choose('Damaged item')
  await clerk.fill('Amount in dollars', '4.50')
  await clerk.look('charge')
  await clerk.press('Add fee')
  expect(await clerk.reads()).toContain('Fee added: $4.50.')
  const pay = async () => {
    await openRecord(clerk, cards.parent)
    await clerk.press('Record payment or waive: Damaged, $4.50')
  }
  await pay()
  // Of several fees, it is seen which one was pressed, also after a mistake.
  expect(await clerk.reads()).toContain('Fee: Damaged.')
  await clerk.fill('Amount in dollars', '4.51')
  await clerk.press('Record payment')
  expect(await clerk.reads()).toMatch(
    /Fee: Damaged\.[\s\S]*That is more than the amount due|That is more than the amount due[\s\S]*Fee: Damaged\./,
  )
  await clerk.look('paid-too-much')
  await clerk.fill('Amount in dollars', '4.50')
  await clerk.press('Record payment')
  await clerk.press('Undo')
  expect(await clerk.reads()).toContain('Undone.')
  await pay()
  await clerk.press('Record payment')
  const paid = await clerk.reads()
  expect(paid).toContain('Paid: $4.50. Nothing more is owed for this fee.')
  expect(paid).not.toMatch(/Una|Canary/)
  const receipt = (await clerk.prints()).join(' ')
  expect(receipt).toContain('Paid: $4.50.')
  expect(receipt).not.toMatch(/Una|Canary|Tomatoes|Undo/)
  await clerk.look('receipt')
}
