/*
 * Long parts of the full run that `.ci/run` leaves out as long as nothing changed that they can depend on, since the last
 * commit at which it was whole and green. What one of them misses by this, the next whole run shows: a release needs one.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Part = {
  readonly files: readonly string[]
  /** The only paths at which a change cannot show in these files; any other change, also to a path that is new, runs them. */
  readonly deafTo: readonly RegExp[]
}

const deaf = [
  /^(docs|bench)\//,
  /^[^/]+\.md$/,
  /^src\/[a-z]+\/(pages|words)\//,
  /^(src|tests)\/.*\.test\.tsx?$/,
  /^tests\/last-whole\.json$/,
  /^tests\/(journeys|worlds|leak\/(?!command-line)|web\/(?!house|visitor))/,
]

export const parts = {
  /** Cases played at random with one guard less: functions of `src/cases` and `src/policy`, and no database. */
  casework: {
    files: ['tests/casework/casework.test.ts'],
    deafTo: [
      ...deaf,
      /^src\/(app|ask|backup|circulation|cli|contact|import|patrons|sealed|staff)\//,
      /^tests\/(?!casework|golden|policy|support)[a-z-]+\//,
    ],
  },
  /** Servers, disks, kills and attackers: what is below the pages. */
  processes: {
    files: [
      'tests/at-rest/month.test.ts',
      'tests/backup/claim.test.ts',
      'tests/backup/key-mode.test.ts',
      'tests/backup/other-schemas.test.ts',
      'tests/backup/other-server.test.ts',
      'tests/compartments/kill.test.ts',
      'tests/compartments/kills.test.ts',
      'tests/crash/clock-back.test.ts',
      'tests/crash/full-disk.test.ts',
      'tests/crash/kill.test.ts',
      'tests/crash/lost-connection.test.ts',
      'tests/disclosure/reading-rate.test.ts',
      'tests/imports/again.test.ts',
      'tests/keys/commands.test.ts',
      'tests/keys/rotation.test.ts',
      'tests/links/attacker.test.ts',
      'tests/links/reseal.test.ts',
      'tests/notices/kill.test.ts',
      'tests/register/another-reader.test.ts',
      'tests/register/kill.test.ts',
      'tests/store/database-url.test.ts',
      'tests/store/embedded-kill.test.ts',
      'tests/store/embedded-roles.test.ts',
      'tests/store/embedded-start.test.ts',
      'tests/store/other-schemas.test.ts',
      'tests/store/pooler.test.ts',
      'tests/store/turns.test.ts',
      'tests/store/two-postgres.test.ts',
    ],
    deafTo: deaf,
  },
  /** `.ci/run` alone: the store once more, on the PostgreSQL that comes along. */
  'second-postgres': { files: [], deafTo: deaf },
} as const satisfies Readonly<Record<string, Part>>

/** Those that none of these changes reaches; none where it is not known what changed. */
export function unreached(changed: readonly string[] | undefined): Part[] {
  if (changed === undefined) return []
  return Object.values(parts).filter(({ files, deafTo }: Part) =>
    changed.every((path) => !files.includes(path) && deafTo.some((pattern) => pattern.test(path))),
  )
}

const root = join(import.meta.dirname, '..')
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\0')
    .filter(Boolean)

/** Every path that is not as it was at a commit; undefined where git does not know it, as in a shallow clone. */
export function changedSince(commit: string): string[] | undefined {
  try {
    return [
      ...git('diff', '--name-only', '--no-renames', '-z', commit, '--'),
      ...git('ls-files', '--others', '--exclude-standard', '-z'),
    ]
  } catch {
    return undefined
  }
}

/** What this run leaves out. */
export function leftOut(): Part[] {
  const { commit }: { commit: string } = JSON.parse(readFileSync(join(root, 'tests/last-whole.json'), 'utf8'))
  return unreached(changedSince(commit))
}

// `node --import ./bin/from-source.js tests/unchanged.ts`: exit 0 where the second PostgreSQL may be left out.
if (process.argv[1] === import.meta.filename)
  process.exit(leftOut().includes(parts['second-postgres']) ? 0 : 1)
