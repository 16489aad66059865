import { printUncaughtError, printUsageError, valueMissing, version } from './terminal.ts'

type Command = {
  readonly does: string
  readonly load: () => Promise<{ run(args: string[]): Promise<number> }>
}

const commands: Record<string, Command> = {
  demo: { does: 'start an invented library to try things on', load: () => import('./demo.ts') },
  start: { does: 'start the library', load: () => import('./start.ts') },
  decide: { does: 'answer an ask, or a file of them, by the policy', load: () => import('./decide.ts') },
  policy: { does: 'readings | coverage | check: the policy pack itself', load: () => import('./policy.ts') },
  import: { does: 'koha DIR: bring patrons, items and loans from Koha', load: () => import('./import.ts') },
  register: {
    does: 'export | verify | show | prove | pin | forget: the audit log, which anyone can check',
    load: () => import('./register.ts'),
  },
  sealed: {
    does: 'verify FILE: the proof of a sealed matter, checked with an export alone',
    load: () => import('./sealed.ts'),
  },
  report: {
    does: 'circulation | disposal: circulation statistics, and the records disposition report',
    load: () => import('./report.ts'),
  },
  answer: {
    does: 'orders | trained | calls | roles | disposed: questions about the past',
    load: () => import('./answer.ts'),
  },
  account: {
    does: 'add | reset | end | unlock | role | acting | list: who may sign in',
    load: () => import('./account.ts'),
  },
  backup: { does: 'make a backup now, or verify one', load: () => import('./backup.ts') },
  restore: {
    does: 'FILE: bring a library back from a backup and the paper',
    load: () => import('./restore.ts'),
  },
  recovery: {
    does: 'new | confirm: the key on paper that opens the backups',
    load: () => import('./recovery.ts'),
  },
  keys: { does: 'mode | rotate: how the keys are guarded, and new ones', load: () => import('./keys.ts') },
  doctor: { does: 'what is wrong with this library, and what to do', load: () => import('./doctor.ts') },
  notices: {
    does: 'bounced FILE: note the notices that bounced',
    load: () => import('./notices.ts'),
  },
  database: { does: 'migrate: bring the database up to date', load: () => import('./database.ts') },
}

/** Programs that Carrel itself starts. */
const parts: Record<string, Command['load']> = {
  typeset: () => import('../platform/pdf/typesetting-process.ts'),
}

function usage(): string {
  const lines = Object.entries(commands).map(
    ([name, command]) => `  carrel ${name.padEnd(10)} ${command.does}`,
  )
  return [
    'Usage:',
    ...lines,
    '',
    'carrel COMMAND --help says more.',
    'Where the keys are locked by a passphrase, --passphrase-file FILE gives it instead of a terminal.',
  ].join('\n')
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (args.at(-1) === '--passphrase-file') {
    printUsageError('carrel', valueMissing('--passphrase-file'))
    return 2
  }
  if (name === '--version') {
    console.log(version())
    return 0
  }
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage())
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(parts, name)
    ? parts[name]
    : Object.hasOwn(commands, name)
      ? commands[name]?.load
      : undefined
  if (load === undefined) {
    printUsageError('carrel', `there is no command ${JSON.stringify(name)}`)
    return 2
  }
  return (await load()).run(rest)
}

/** Takes `--passphrase-file FILE` out of a command line, for every command that needs the keys. */
function keepPassphraseFile(args: readonly string[]): string[] {
  const at = args.indexOf('--passphrase-file')
  const file = args[at + 1]
  if (at < 0 || file === undefined) return [...args]
  Object.assign(process.env, { CARREL_PASSPHRASE_FILE: file })
  return args.toSpliced(at, 2)
}

/** The shell's code for a program that a closed pipe ended (128 + SIGPIPE). */
const endedByPipe = 141

/** A reader that stops early, as `head` does, is no fault: the command goes on in silence, to its own exit code. */
const closedPipes = new WeakSet<Error>()
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closedPipes.add(error)
  })
}

/** Whether our own output was closed; a connection to the database has the same code. */
async function isClosedPipe(error: unknown): Promise<boolean> {
  // Why: a write is refused before its stream says so.
  await new Promise((later) => setImmediate(later))
  return error instanceof Error && closedPipes.has(error)
}

/** Why: Node would print an uncaught error as it is, with any values in it. It ends the program all the same. */
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    printUncaughtError(error)
    process.exit(1)
  })
}

try {
  process.exitCode = await main(keepPassphraseFile(process.argv.slice(2)))
} catch (error) {
  if (await isClosedPipe(error)) process.exitCode = endedByPipe
  else {
    printUncaughtError(error)
    process.exitCode = 1
  }
}
