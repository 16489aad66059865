import { expect } from 'vitest'
import { plantPin } from '../support/planted-pin.ts'
import { cards } from '../web/house.ts'
import { journey, signInOwn } from './journey.ts'

const newCard = '23000000000077'

journey(
  'a lost card',
  18_500,
  async (library) => {
    const { tested } = library
    await plantPin(tested.house, tested.parent)
    await plantPin(tested.house, tested.child)
    await library.shelve({ B1: 'Growing Tomatoes' })

    // Her purse is gone, and her page is open on the tablet at home.
    const tablet = await library.customer(cards.parent)
    expect(await tablet.heading()).toBe('Una Canary')

    // She calls. The number is in her letter from the library.
    const clerk = await library.staff('desk', 'front-desk')
    await clerk.follow('Find a customer')
    await clerk.follow('Report a lost card')
    await clerk.look('report')
    await clerk.scan(cards.parent)
    expect(await clerk.heading()).toBe('Is this card lost?')
    expect(await clerk.reads()).toContain('Una Canary')
    await clerk.look('sure')
    await clerk.press('Yes, block it')
    expect(await clerk.heading()).toBe('This card is blocked')
    await clerk.look('blocked')

    // Whoever has it learns nothing from it, here or anywhere.
    await clerk.goTo('/lend')
    await clerk.scan(cards.parent)
    expect(await clerk.heading()).toBe('This card cannot be used')
    await clerk.look('refused')
    await tablet.follow('History')
    expect(await tablet.heading()).toMatch(/^Sign in to your/)
    expect(await tablet.reads()).toContain('You were signed out.')
    await tablet.look('tablet-out')
    await tablet.leave()

    // She comes in without a card, shows her license, and gets a new one.
    await clerk.goTo('/counter')
    await clerk.fill('Name', 'canary una')
    await clerk.press('Find by name')
    expect(await clerk.reads()).not.toContain(cards.parent)
    await clerk.look('why')
    await clerk.press(/Card or photo ID in hand/)
    expect(await clerk.reads()).toContain(`${cards.parent} (reported lost)`)
    await clerk.look('record')
    expect(await clerk.reads()).toContain(
      'None of this customer’s cards can be used: each was reported lost or blocked.',
    )
    await clerk.press('Issue a new card')
    await clerk.look('new-card-checked')
    await clerk.press('They showed photo ID')
    await clerk.scan(cards.child)
    expect(await clerk.reads()).toContain('This number is already on file. Use another card.')
    expect(await clerk.reads()).not.toMatch(/Pip|Canary/)
    await clerk.look('card-taken')
    // The cursor is in the field still: she scans the next one.
    await clerk.scan(newCard)
    expect(await clerk.heading()).toBe('The new card is on file')
    await clerk.look('new-card')
    await clerk.goTo('/lend')
    await clerk.scan(newCard)
    expect(await clerk.heading()).toBe('Una Canary')
    await clerk.scan('B1')
    expect(await clerk.reads()).toContain('Checked out: Growing Tomatoes.')

    // The old one turns up in a coat. It stays lost, no matter who brings it.
    await clerk.goTo('/counter')
    await clerk.scan(newCard)
    expect(await clerk.reads()).not.toContain('Reactivate')
    await clerk.goTo('/lend')
    await clerk.scan(cards.parent)
    expect(await clerk.heading()).toBe('This card cannot be used')

    // Her son loses his, and asks nobody: he blocks it on his phone.
    const son = await library.customer(cards.child)
    await son.follow('Report my card lost')
    await son.look('own-report')
    await son.press('Yes, block my card')
    expect(await son.heading()).toBe('Your card is blocked')
    await son.look('own-blocked')
    await son.back()
    expect(await son.heading()).toMatch(/^Sign in to your/)
    await signInOwn(son, cards.child)
    expect(await son.reads()).toContain('This card number and PIN do not match an account')
    await clerk.goTo('/lend')
    await clerk.scan(cards.child)
    expect(await clerk.heading()).toBe('This card cannot be used')
    await son.leave()
    await clerk.leave()
  },
  { keepsPages: true },
)
