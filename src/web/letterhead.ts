import type { Letter } from '../kits/letter.ts'
import { typedLetterhead } from '../store/letterhead.ts'
import type { Visit } from './visit.ts'

export type Letterhead = {
  readonly heading: Pick<Letter, 'library' | 'from' | 'reach'>
  /** Empty where no one has typed one: a letter then has a line to write it on. */
  readonly phone: string
}

/** The head of the library's letters, as the Director typed it; until then, what the pack has. */
export async function letterhead({ house, pack }: Pick<Visit, 'house' | 'pack'>): Promise<Letterhead> {
  const { library, manifest } = pack
  const { address = [], phone = '', hours = [] } = (await typedLetterhead(house.app)) ?? manifest
  return {
    heading: { library, from: address, reach: [...(phone === '' ? [] : [phone]), ...hours] },
    phone,
  }
}
