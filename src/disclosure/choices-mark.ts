import { type Choices, channels } from '../contact/choices.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'

/**
 * A keyed mark of what a patron has chosen, 22 letters, for the form that it stands on to carry: a form that was opened
 * before somebody changed it does not overwrite the change. It says nothing, and is another one for each patron.
 */
export function choicesMark(ring: KeyRing, patronId: string, choices: Choices): string {
  const { language = '', refuses = [], alias = '' } = choices
  const said = [patronId, language, alias, ...channels.filter((channel) => refuses.includes(channel))]
  return token(ring, 'choices opened with', said.join('\n')).subarray(0, 16).toString('base64url')
}
