import { expect, test } from 'vitest'
import { readsPdf } from './pdf-text.ts'

test.runIf(process.env['CI'])('a build server reads PDFs, and skips no test that looks into one', () => {
  const mend = 'pdftotext is missing: install poppler-utils (Debian, Ubuntu) or poppler (Homebrew)'
  expect(readsPdf, mend).toBe(true)
})
