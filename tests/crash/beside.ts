import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SeededRandom } from '../../src/import/invented-library.ts'
import type { Journal } from './journal.ts'
import { type Command, command, type World } from './program.ts'
import type { SmallLibrary } from './small-library.ts'

/** A command of the house that runs while clerks work, as somebody in the office would start it. */
export type Beside = {
  readonly running: Command
  /** Waits for its end and notes what it said was done. @throws where it ended otherwise than by done or a sentence */
  settle(): Promise<void>
}

type Parts = {
  readonly library: SmallLibrary
  readonly world: World
  readonly outside: string
  readonly journal: Journal
  /** A number that no other has. */
  readonly number: number
}

type Act = { readonly args: readonly string[]; readonly done?: (code: number | null) => void }

/** One of them. */
export function somethingBeside(parts: Parts, random: SeededRandom): Beside {
  const { args, done = () => {} } = random.pick([adding, importing, backingUp, rotating, exporting])(
    parts,
    random,
  )
  const running = command(parts.library.home, parts.world, ...args)
  return {
    running,
    async settle() {
      const code = await running.ended
      // Whoever loses the server under a command reads a sentence, and nothing that is the program's own matter.
      if (/this should not have happened/.test(running.err())) {
        throw new Error(`carrel ${args.join(' ')} failed: ${running.err()}`)
      }
      done(code)
    },
  }
}

function adding({ number, journal }: Parts): Act {
  const signIn = `added-${number}`
  return {
    args: ['account', 'add', signIn, '--role', 'volunteer', '--generate'],
    done: (code) => {
      if (code === 0) journal.note({ added: signIn })
    },
  }
}

function importing({ library }: Parts, random: SeededRandom): Act {
  return { args: ['import', 'koha', random.pick(library.exports), '--lends-elsewhere'] }
}

function backingUp(): Act {
  return { args: ['backup'] }
}

function rotating(_: Parts, random: SeededRandom): Act {
  return { args: ['keys', 'rotate', random.pick(['patron.name', 'card.barcode', 'patron.contact'])] }
}

function exporting({ outside }: Parts): Act {
  const folder = join(outside, 'export-beside')
  return {
    args: ['register', 'export', '--with-leaves', folder],
    done: (code) => {
      // Why the checkpoint: it is what an export is read by.
      if (code !== 0 && existsSync(join(folder, 'checkpoint'))) throw new Error('a half export looks whole')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
