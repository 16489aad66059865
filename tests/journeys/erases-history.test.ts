import { expect } from 'vitest'
import { pin, plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import { journey, type Person } from './journey.ts'

const titles = /Growing Tomatoes|The Long Winter|Quiet Rivers/

journey(
  'a customer erases history',
  18_560,
  async (library) => {
    const { tested } = library
    await plantPin(tested.house, tested.parent)
    await library.shelve({ B1: 'Growing Tomatoes', B2: 'The Long Winter', R1: 'Quiet Rivers' })
    const clerk = await library.staff('desk', 'front-desk')

    // Before anybody asked for it, nothing is kept.
    await borrowAndReturn(clerk, ['R1'])
    const customer = await library.customer(cards.parent)
    await customer.follow('History')
    expect(await customer.reads()).toContain('No list of your past checkouts is kept for you here.')
    expect(await customer.reads()).not.toMatch(titles)
    await customer.look('offer')
    await customer.press('Keep a list for me from now on')
    await typePin(customer)
    expect(await customer.reads()).toContain('From now on the items you return are listed here.')
    expect(await customer.reads()).toContain('The list is empty so far.')
    await customer.look('empty')

    // Two books go home and come back; the clerk sees nothing of the list.
    await borrowAndReturn(clerk, ['B1', 'B2'])
    await clerk.goTo('/counter')
    await clerk.scan(cards.parent)
    expect(await clerk.reads()).not.toMatch(titles)
    await clerk.leave()
    await customer.follow('History')
    expect(await customer.reads()).toContain('Growing Tomatoes')
    expect(await customer.reads()).toContain('The Long Winter')
    expect(await customer.reads()).not.toContain('Quiet Rivers')
    await customer.look('list')

    // One of them is nobody's business, and then neither is the other.
    await customer.press('Erase checked items')
    expect(await customer.reads()).toContain('Check at least one item to erase')
    await customer.look('none-checked')
    await customer.choose('Growing Tomatoes')
    await customer.press('Erase checked items')
    expect(await customer.reads()).toContain('The items were erased.')
    expect(await customer.reads()).not.toContain('Growing Tomatoes')
    expect(await customer.reads()).toContain('The Long Winter')
    await customer.look('one-erased')
    await customer.press('Erase the whole list and stop keeping one')
    await typePin(customer)
    expect(await customer.reads()).toContain('Your list was erased, and no new list is kept.')
    expect(await customer.reads()).not.toMatch(titles)
    await customer.look('stopped')

    // Whoever sits down next and goes back finds none of it.
    await customer.press('Sign out')
    expect(await customer.heading()).toMatch(/^Sign in to your/)
    await customer.back()
    expect(await customer.heading()).toMatch(/^Sign in to your/)
    await customer.look('back')
    for (let steps = 0; steps < 4; steps++) {
      expect(await customer.page.content()).not.toMatch(titles)
      await customer.back()
    }
    await customer.leave()
  },
  { keepsPages: true },
)

async function borrowAndReturn(clerk: Person, items: readonly string[]): Promise<void> {
  await clerk.goTo('/lend')
  await clerk.scan(cards.parent)
  for (const item of items) await clerk.scan(item)
  await clerk.goTo('/return')
  for (const item of items) {
    await clerk.scan(item)
    expect(await clerk.reads()).toContain('Checked in:')
  }
}

/** What a page that was left open must not do by itself asks for the PIN again. */
async function typePin(customer: Person): Promise<void> {
  await customer.fill('Current PIN', pin)
  await customer.press('Continue')
}
