import { slipWord } from '../circulation/kept.ts'
import type { Choices } from '../contact/choices.ts'
import { sealField } from '../sealing/field.ts'
import { lockPatron, setChoices } from '../store/reach.ts'
import { ownAct, patronThemselves } from './act.ts'
import type { PinOffice } from './pins.ts'

export const longestAlias = 12

/** Whether something will do as the short name on a slip that stands on the shelf for all to see. */
export function isAlias(typed: string): boolean {
  return /^\p{L}+$/u.test(typed) && slipWord(typed) !== undefined
}

/**
 * Puts what a patron chose in the place of what they chose before; all of it is on the page that they send.
 * @param opened the mark of what they had chosen when the form was opened: staff may have noted something since
 * @returns false where it is another by now, and nothing was changed
 */
export async function changeChoices(
  office: PinOffice,
  patronId: string,
  { choices, opened }: { readonly choices: Choices; readonly opened: string },
): Promise<boolean> {
  return ownAct(office, patronThemselves, async (trx, note) => {
    await lockPatron(trx, patronId)
    if (!(await office.gate.facts.stillChooses(trx, patronId, opened))) return false
    await setChoices(trx, patronId, sealField(office.ring, 'patron.choices', patronId, choices))
    await note(patronId, 'choices-changed')
    return true
  })
}
