import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { backupRetentionDays } from '../circulation/retention.ts'
import { groupsOf, identityPrefix, keyMark, type PaperKey } from './paper-key.ts'

const source = new URL('./recovery-sheet.typ', import.meta.url)

/**
 * The sheet for the safe: a page, tagged PDF/UA-1. It holds the key, and exists nowhere but in what is returned.
 * @param madeOn `YYYY-MM-DD`
 */
export function recoverySheet(
  key: PaperKey,
  about: { readonly library: string; readonly madeOn: string },
): Buffer {
  const compiler = NodeCompiler.create()
  const result = compiler.compile({
    mainFileContent: readFileSync(source, 'utf8'),
    inputs: { sheet: JSON.stringify(sheetOf(key, about)) },
  })
  const document = result.result
  if (document === null) {
    const errors = result.takeDiagnostics()?.shortDiagnostics ?? []
    throw new Error(`the recovery sheet cannot be set: ${JSON.stringify(errors)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}

function sheetOf(key: PaperKey, { library, madeOn }: { readonly library: string; readonly madeOn: string }) {
  const mark = keyMark(key.recipient)
  const day = new Date(`${madeOn}T12:00:00Z`).toLocaleDateString('en-US', {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return {
    title: 'Recovery key',
    library,
    made: `Sheet ${mark}, made on ${day}`,
    footer: `Carrel, recovery key ${mark}`,
    prefix: identityPrefix,
    groups: groupsOf(key.identity).map((signs, index) => ({ number: String(index + 1), signs })),
    reading:
      'Fourteen groups, read from left to right. Small or capital letters make no difference. There is no letter O, I or B in them: 0 is a zero, 1 is never used, 8 is an eight. The last group is a check: a mistyped group is found.',
    parts: [
      {
        heading: 'What it opens',
        lines: [
          `Every backup of ${library} that is marked ${mark}. With one such backup and this sheet, anybody can bring the library back on another computer, and can read every record in it.`,
        ],
      },
      {
        heading: 'Where it goes',
        lines: [
          "Into the City's safe, in a closed envelope, away from the library's computer and from its backups.",
          'Do not photograph, scan or copy it. The computer does not have it: it was shown this once.',
        ],
      },
      {
        heading: 'If it is lost',
        lines: [
          `While the library runs, make another sheet: carrel recovery new. Backups from then on open with the new one; those made before open with this one alone, and are deleted after ${backupRetentionDays} days.`,
          'If this sheet and the computer are both lost, no backup opens again, for anybody. Nobody keeps a second copy of this key.',
        ],
      },
      {
        heading: 'If somebody saw it who should not have',
        lines: ['Make another sheet at once, and destroy the backups that are marked as this one is.'],
      },
      {
        heading: 'The day the computer is gone',
        lines: [
          'On another computer, install Carrel and take the newest backup. Run: carrel restore FILE. It asks for these groups, one after the other, and says which one is mistyped. It is a file of the open format age: the program age opens it too.',
        ],
      },
    ],
    placed: 'Put into the safe by',
    on: 'on',
  }
}
