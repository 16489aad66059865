import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { type Disposal, reportOf } from './register-disposal.ts'

const source = new URL('./register-disposal.typ', import.meta.url)

/** The report to sign and file: tagged PDF/UA-1. Throws where it cannot be set. */
export function disposalPdf(disposal: Disposal): Buffer {
  const compiler = NodeCompiler.create()
  const result = compiler.compile({
    mainFileContent: readFileSync(source, 'utf8'),
    inputs: { report: JSON.stringify(reportOf(disposal)) },
  })
  const document = result.result
  if (document === null) {
    const errors = result.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`the report cannot be set: ${JSON.stringify(errors)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}
