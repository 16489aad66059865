import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import type { Pack } from '../policy/pack.ts'
import { readingsOf } from '../policy/readings.ts'

const source = new URL('./readings-sheet.typ', import.meta.url)

/** The readings as one sheet, for the Board to tick: tagged PDF/UA-1. Throws where the sheet cannot be set. */
export function readingsPdf(pack: Pack): Buffer {
  const compiler = NodeCompiler.create()
  const result = compiler.compile({
    mainFileContent: readFileSync(source, 'utf8'),
    inputs: { sheet: JSON.stringify(sheetOf(pack)) },
  })
  const document = result.result
  if (document === null) {
    const errors = result.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`the sheet of readings cannot be set: ${JSON.stringify(errors)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}

function sheetOf(pack: Pack) {
  let number = 0
  const clauses = readingsOf(pack)
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
