import { expect, test } from 'vitest'
import { readsPdf } from './pdf-text.ts'

test.runIf(process.env['CI'])('a build server reads PDFs, and skips no test that looks into one', () => {
  const fix = 'pdftotext is missing: install poppler-utils (Debian, Ubuntu) or poppler (Homebrew)'
  expect(readsPdf, fix).toBe(true)
})
