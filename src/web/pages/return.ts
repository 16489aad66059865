import { lenderOf } from '../visit.ts'
import { lendingWords } from '../words/lending.ts'
import { reservesWords } from '../words/reserves.ts'
import { scanning } from './scan-page.tsx'

/** Scan each item that came back. Whose it was is said to nobody: the link is cut with the scan (decision 0010). */
export const takingBack = scanning({
  ...{ action: '/return', undoing: '/return/undo' },
  words: ({ takeBack: title, takeItBack: button, listBack: list }) => ({ title, button, list }),
  async act(visit, barcode) {
    const back = await visit.house.desk.takeBack(lenderOf(visit), barcode)
    if (typeof back === 'string') return back
    const lending = lendingWords(visit)
    const reserves = reservesWords(visit)
    const { title } = back.item
    const kept = back.slip === undefined ? [] : [reserves.kept(title)]
    return { ...back, says: [lending.back(title), ...kept].join(' ') }
  },
})
