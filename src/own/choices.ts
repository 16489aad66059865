import type { Office } from '../accounts/act.ts'
import { slipWord } from '../circulation/kept.ts'
import type { Choices } from '../contact/choices.ts'
import { sealField } from '../sealing/field.ts'
import { setChoices } from '../store/reach.ts'
import { ownAct, patronThemselves } from './act.ts'

export const longestAlias = 12

/** Whether something will do as the short name on a slip that stands on the shelf for all to see. */
export function isAlias(typed: string): boolean {
  return /^\p{L}+$/u.test(typed) && slipWord(typed) !== undefined
}

/** Whether a short name says who somebody is: it is one of their names, or one begins with it. */
export function tellsName(alias: string, names: readonly string[]): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  return names.some((name) => plain(name).startsWith(plain(alias)) || plain(alias).includes(plain(name)))
}

/** Puts what a patron chose in the place of what they chose before; all of it is on the page that they send. */
export async function changeChoices(office: Office, patronId: string, choices: Choices): Promise<void> {
  await ownAct(office, patronThemselves, async (trx, note) => {
    await setChoices(trx, patronId, sealField(office.ring, 'patron.choices', patronId, choices))
    await note(patronId, 'choices-changed')
  })
}
