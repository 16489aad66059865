import {
  confirmRecoveryKey,
  newRecoveryKey,
  recoveryKeys,
  recoverySheetMark,
  recoverySheetWords,
} from '../backup/index.ts'
import { commandLineActor } from '../gate/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { groupsOf, identityPrefix, keyMark, type PaperKey } from '../platform/crypto/paper-key.ts'
import type { Database } from '../platform/db/database.ts'
import { libraryName } from '../platform/db/library-store.ts'
import { makeFormats } from '../platform/i18n/language.ts'
import { newestFingerprint } from '../register/index.ts'
import type { CoreServices } from '../staff/index.ts'
import { openKeyRing, withLibrary } from './library.ts'
import { askLine, printError, printWhole, readCommandLine } from './terminal.ts'

const usage = `Usage: carrel recovery
       carrel recovery new [--sheet]
       carrel recovery confirm

The recovery key opens the backups. It is on paper alone: Carrel shows it once and keeps only its public half.

new      Makes a key and shows it, this once. From its confirmation on, backups open with it; those made before
         open with the sheet before alone.
  --sheet  writes the sheet for the safe, a PDF, to standard output: carrel recovery new --sheet | lp
confirm  Asks for the last group on the sheet, so that no one relies on a sheet that was never printed.
Without either, says which sheet is in use.`

type Library = { readonly database: Database; readonly ring: KeyRing; readonly name: string }

/** Exit 0: done. 1: it cannot be done. 2: wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'number') return asked
  return withLibrary('carrel recovery', async ({ database, home }) => {
    const name = await libraryName(database.app)
    if (name === undefined) return refuse('this library was not started yet: run carrel start once')
    const library = { database, ring: await openKeyRing(home), name }
    if (asked.what === 'new') return makeNew(library, asked.sheet)
    if (asked.what === 'confirm') return confirm(library)
    return tell(library)
  })
}

type Asked = { readonly what: 'new' | 'confirm' | 'tell'; readonly sheet: boolean }

const readAsked = (args: string[]) =>
  readCommandLine(args, {
    name: 'carrel recovery',
    usage,
    names: true,
    options: { sheet: { type: 'boolean', default: false } },
    asks({ sheet }, [what = 'tell', ...more]): Asked | string {
      if (more.length > 0 || (what !== 'new' && what !== 'confirm' && what !== 'tell')) {
        return 'say new, confirm, or nothing'
      }
      if (sheet && what !== 'new') return '--sheet belongs to new'
      if (sheet && process.stdout.isTTY) {
        return '--sheet writes a PDF: send it to a printer (| lp), or into a file (> FILE) that you destroy once it is printed'
      }
      return { what, sheet }
    },
  })

async function makeNew(library: Library, asSheet: boolean): Promise<number> {
  const { ring, name } = library
  const { current } = recoveryKeys(ring)
  const office = officeOf(library)
  const key = await newRecoveryKey(office, commandLineActor)
  const madeOn = office.clock.today()
  const pin = (await newestFingerprint(library.database.app))?.lines ?? []
  await printWhole(asSheet ? await sheetOf(key, { library: name, madeOn, pin }) : onScreen(key, name))
  if (current !== undefined) {
    const days = backupRetentionDays
    console.error(
      `Backups made until you confirm it open with sheet ${recoverySheetMark(current)} alone: keep that one for ${days} days more.`,
    )
  }
  if (!process.stdin.isTTY) {
    console.error('When it is on paper: carrel recovery confirm')
    return 0
  }
  return confirm(library)
}

async function sheetOf(
  key: PaperKey,
  about: { readonly library: string; readonly madeOn: string; readonly pin: readonly string[] },
): Promise<Buffer> {
  // biome-ignore lint/style/noRestrictedImports: by its file, since the typesetter that it loads is large
  const { recoverySheet } = await import('../backup/recovery-sheet.ts')
  const { library, madeOn, pin } = about
  return recoverySheet(key, {
    library,
    day: makeFormats('en').day(madeOn),
    language: 'en',
    words: recoverySheetWords({
      language: 'en',
      pack: { library, words: { patron: 'patron', hold: 'hold' } },
    }),
    pin,
  })
}

function onScreen({ identity, recipient }: PaperKey, library: string): string {
  const groups = groupsOf(identity).map((signs, at) => `${String(at + 1).padStart(2)} ${signs.padEnd(6)}`)
  const rows = [0, 5, 10].map((from) => `  ${groups.slice(from, from + 5).join('   ')}`)
  return [
    `Recovery key of ${library}, sheet ${keyMark(recipient)}. It is shown this once: put it on paper, into the safe.`,
    '',
    `  ${identityPrefix}`,
    ...rows,
    '',
  ].join('\n')
}

function officeOf({ database, ring }: Library): CoreServices {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { app: database.app, ring, clock: systemClock(timeZone) }
}

async function confirm(library: Library): Promise<number> {
  const { ring } = library
  const { pending } = recoveryKeys(ring)
  if (pending === undefined) return refuse('there is no sheet to confirm: carrel recovery new makes one')
  const typed = await askLine(`The last group on sheet ${recoverySheetMark(pending)}, from the paper: `)
  const outcome = await confirmRecoveryKey(officeOf(library), commandLineActor, typed)
  if (outcome !== 'confirmed') {
    return refuse(
      `that is not the last group on sheet ${recoverySheetMark(pending)}: look at group 14 and run carrel recovery confirm, or make another with carrel recovery new`,
    )
  }
  console.error(
    `From now on backups open with sheet ${recoverySheetMark(pending)}. The next is made tonight, or now: carrel backup`,
  )
  return 0
}

function tell({ ring }: Library): number {
  const { current, pending } = recoveryKeys(ring)
  console.log(
    current === undefined
      ? `There is no recovery key, so there are no backups${pending === undefined ? ': carrel recovery new' : '.'}`
      : `Backups open with sheet ${recoverySheetMark(current)}, made on ${current.madeOn}.`,
  )
  if (pending !== undefined) {
    console.log(`Sheet ${recoverySheetMark(pending)} is ready to confirm: carrel recovery confirm`)
  }
  return 0
}

function refuse(message: string): number {
  printError('carrel recovery', { code: 'sheet-refused', message })
  return 1
}
