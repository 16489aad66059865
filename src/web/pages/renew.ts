import { lenderOf } from '../visit.ts'
import { lendingWords } from '../words/lending.ts'
import { formatsOf } from '../words/told.ts'
import { scanning } from './scan-page.tsx'

/** Scan an item, or type the barcode that somebody reads out on the phone. Whose it is is said to nobody. */
export const renewing = scanning({
  ...{ action: '/renew', undoing: '/renew/undo' },
  words: ({ renew: title, renewIt: button, listRenewed: list }) => ({ title, button, list }),
  async act(visit, barcode) {
    const renewed = await visit.house.desk.renew(lenderOf(visit), barcode)
    if (typeof renewed === 'string') return renewed
    const lending = lendingWords(visit)
    const told = formatsOf(visit)
    return { ...renewed, says: lending.renewed(renewed.item.title, told.day(renewed.dueOn)) }
  },
})
