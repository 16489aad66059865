import { parseArgs } from 'node:util'
import { isUnfinished, type Rotation, rotateColumns } from '../jobs/rotate-columns.ts'
import type { ColumnName, KeyRing } from '../sealing/key-ring.ts'
import { rotatableColumns } from '../sealing/rotation.ts'
import { withLock } from '../store/locks.ts'
import { complain, misasked } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { progressLine } from './progress-line.ts'
import { withLibrary } from './register-library.ts'

const command = 'carrel keys rotate'

/** `carrel keys rotate`. 0: done. 1: some rows do not open, or another rotation runs. 2: it was not asked rightly. */
export async function keysRotate(args: string[], usage: string): Promise<number> {
  const asked = readAsked(args)
  if (typeof asked === 'string') {
    misasked(command, asked, usage)
    return 2
  }
  return withLibrary(command, async ({ database, home }) => {
    const ring = await openKeyRing(home)
    if (asked.length === 0) {
      for (const column of rotatableColumns) console.log(told(ring, column))
      return 0
    }
    const kept: ColumnName[] = []
    const done = await withLock(database, 'rotation', async () => {
      const progress = rotationProgress()
      await rotateColumns(
        {
          database,
          ring,
          now: () => new Date(),
          progress: progress.at,
          waiting: afterASecond('waiting for what is under way in the database to end'),
        },
        asked,
        (column, rotation) => {
          progress.end()
          console.log(outcome(column, rotation))
          if (rotation.status === 'kept') kept.push(column)
        },
      )
      return 'done'
    })
    if (done !== undefined) return kept.length === 0 ? 0 : 1
    complain(command, {
      code: 'rotation-at-work',
      message: 'another rotation is at work: wait until it is done',
    })
    return 1
  })
}

/** A line for each column in its turn. */
function rotationProgress() {
  let of: ColumnName | undefined
  let line = progressLine('', 'rows')
  return {
    at(column: ColumnName, done: bigint, all: bigint): void {
      if (column !== of) {
        line.end()
        of = column
        line = progressLine(`${column}: sealed again`, 'rows')
      }
      line.at(done, all)
    },
    end: () => line.end(),
  }
}

function readAsked(args: string[]): readonly ColumnName[] | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false } },
    })
    if (values.all) return positionals.length === 0 ? rotatableColumns : '--all: name no COLUMN besides'
    const unknown = positionals.find((name) => !rotatableColumns.some((column) => column === name))
    if (unknown !== undefined) return `COLUMN: ${unknown} is none of ${rotatableColumns.join(', ')}`
    return [...new Set(positionals)] as ColumnName[]
  } catch (error) {
    return (error as Error).message
  }
}

function told(ring: KeyRing, column: ColumnName): string {
  const line = `${column.padEnd(24)} version ${ring.columns.newest(column)}`
  return isUnfinished(ring, column) ? `${line}; a rotation was cut short: rotate it again` : line
}

function outcome(column: ColumnName, rotation: Rotation): string {
  const count = (rows: number) => `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`
  return rotation.status === 'rotated'
    ? `${column}: version ${rotation.version}, ${count(rotation.resealed)} sealed again, the old key destroyed`
    : `${column}: ${count(rotation.unreadable)} cannot be opened, so the old key stays: run carrel doctor`
}

/** Says something once, when it has been called for a second: most of what is waited for is over within a moment. */
function afterASecond(what: string): () => void {
  let calls = 0
  return () => {
    calls++
    if (calls === 10) console.error(`${command}: ${what}`)
  }
}
