import { expect, test } from 'vitest'
import { startMailServer } from '../mail/mail-server.ts'
import { removeHome } from '../support/database.ts'
import { makeCaseLibrary } from './case-library.ts'
import { CaseRounds } from './case-rounds.ts'

const { CRASH_SEED: seed = String(Date.now()), CRASH_ROUNDS = '200' } = process.env
const rounds = Number(CRASH_ROUNDS)
/** Libraries that are killed beside each other, each by itself: as many as the smallest machine has cores. */
const lanes = 2

test(`killed at ${rounds} random moments of a case, no library has an event without its entry, or loses a step, a mail or a reminder`, async () => {
  const of = Array.from({ length: lanes }, async (_, lane) => {
    const library = await makeCaseLibrary()
    // Slow, so that some kills come while a mail goes out.
    const server = await startMailServer({
      onMailFrom: (_address, _session, done) => void setTimeout(done, 300),
    })
    const killed = new CaseRounds(library, server, `${seed}/${lane}`, (line) =>
      process.stdout.write(`${line}\n`),
    )
    await killed.run(rounds / lanes)
    await server.close()
    removeHome(library.home)
    return killed.tally
  })
  const tallies = await Promise.all(of)
  const sum = (
    which: 'rounds' | 'acts' | 'events' | 'entries' | 'reminders' | 'mails' | 'twice' | 'unknown',
  ) => tallies.reduce((total, tally) => total + tally[which], 0)
  const longest = Math.max(...tallies.map(({ longestRestartMs }) => longestRestartMs))
  process.stdout.write(
    `${sum('rounds')} kills, ${sum('acts')} steps acknowledged, ${sum('events')} events and ${sum('entries')} entries held, ${sum('mails')} mails sent (${sum('twice')} received twice, ${sum('unknown')} of unknown end), ${sum('reminders')} reminders, 0 lost; the longest restart ${longest} ms\n`,
  )
  expect(sum('rounds')).toBe(rounds)
  expect(sum('acts')).toBeGreaterThan(5 * rounds)
})
