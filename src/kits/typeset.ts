import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

/**
 * A page as tagged PDF/UA-1. All text comes in as data; none of it is ever read as markup.
 * @param template beside the file of whoever asks
 * @throws where the page cannot be set
 */
export function typeset(template: URL, page: object): Buffer {
  const compiler = NodeCompiler.create()
  const result = compiler.compile({
    mainFileContent: readFileSync(template, 'utf8'),
    inputs: { page: JSON.stringify(page) },
  })
  const document = result.result
  if (document === null) {
    const errors = result.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`the page cannot be set: ${JSON.stringify(errors)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}
