import { typeset } from '../platform/pdf/typesetter.ts'
import { interpretationsOf, type Pack } from '../policy/index.ts'

/** The readings as one sheet, for the Board to tick: tagged PDF/UA-1. Throws where the sheet cannot be set. */
export function readingsPdf(pack: Pack): Promise<Buffer> {
  return typeset(new URL('./readings-sheet.typ', import.meta.url), sheetOf(pack))
}

function sheetOf(pack: Pack) {
  let number = 0
  const clauses = interpretationsOf(pack)
    .filter(({ readings }) => readings.length > 0)
    .map(({ heading, readings }) => ({
      heading,
      readings: readings.map((text) => {
        number++
        return { number: String(number), text }
      }),
    }))
  return {
    title: `${pack.number}: how the program reads it`,
    library: pack.library,
    number: `${pack.library}, ${pack.number}, ${pack.title}`,
    intro:
      `Where the policy of ${pack.library} leaves something open, the program follows the ${number} readings below. ` +
      'The Board adopts each of them or strikes it; what is struck leaves the rules.',
    footer: `Pack ${pack.hash.slice(0, 16)}`,
    clauses,
  }
}
