import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '../platform/db/home.ts'
import { bad, type Check, count, findingSentence, good, note, ofDatabase } from '../platform/doctor.ts'
import { mailSettings } from '../platform/mail/settings.ts'
import { checkpointMailState, checkpointMailStateText } from './checkpoint-mail.ts'
import { lastSignedFile, openTreeHead, RegisterError, readStoredLog } from './head.ts'
import { MalformedError } from './log/malformed-error.ts'
import { readVerifierKey } from './log/note.ts'
import { currentLog, newestCheckpoint, pendingCount, setAsideCount } from './log-store.ts'
import { sequenceSeconds } from './sequencer.ts'

/** The sequencer needs a minute, and on a busy computer a few. */
const lateSeconds = 5 * sequenceSeconds

const signed = ofDatabase('register-signed', async ({ home, db }) => {
  const log = await currentLog(db.app)
  const newest = log && (await newestCheckpoint(db.app, log.log))
  if (log === undefined || newest === undefined)
    return note('Nothing is signed yet: the register is signed once a minute.')
  const at = signedAt(home)
  const when = at === undefined ? '' : `, on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return good(
    `The register ${log.origin} holds ${count(newest.size - newest.commitments, 'entry', 'entries')}; it was last signed${when}.`,
  )
})

const intact = ofDatabase('register-whole', async ({ home, db }) => {
  const log = await currentLog(db.app)
  if (log === undefined) return note('The register has not begun.')
  try {
    const stored = await readStoredLog(db.app, log.log, lastSignedFile(home.keysDir))
    await openTreeHead(stored, readVerifierKey(log.key), () => {})
    return good(
      'The register is the one that was signed last. To check every entry: carrel register export --with-leaves, then verify.',
    )
  } catch (error) {
    if (error instanceof RegisterError || error instanceof MalformedError)
      return bad(findingSentence(error.message))
    throw error
  }
})

const sequencing = ofDatabase('register-ticks', async ({ home, db, now, standing }) => {
  const waiting = await pendingCount(db.worker)
  if (waiting === 0n) return good('Every entry is signed.')
  const says = `${count(waiting, 'entry is waiting', 'entries are waiting')} to be signed`
  if (standing !== undefined && standing.kind !== 'served')
    return note(`${says}, since Carrel does not run.`, 'Start it.')
  const at = signedAt(home)
  const lateMs = at === undefined ? 0 : now.getTime() - at.getTime()
  if (lateMs <= lateSeconds * 1000) return good(`${says} within the minute.`)
  return bad(
    `${says}, and nothing has been signed since ${at?.toISOString()}.`,
    'The program’s log says why; then start it again.',
  )
})

const setAside = ofDatabase('register-set-aside', async ({ db }) => {
  const found = await setAsideCount(db.app)
  if (found === 0n) return good('Nothing but entries was ever given to the register to sign.')
  return bad(
    `${count(found, 'thing', 'things')} that were no entries, or were in the register already, waited to be signed. They were set aside, and the register is as it was.`,
    'Carrel writes no such thing: someone else has the app’s password to the database. Find out who, and change it. What they wrote is in the table register_set_aside.',
  )
})

export const checkpointMailCheck = ofDatabase('pins', async ({ db, env, today }) => {
  const mail = mailSettings(env)
  const state = await checkpointMailState(db.app, mail, today)
  const says = checkpointMailStateText(state)
  if (state.ok) return good(says)
  // Why a note where no mail is set up: the service may have settings that this shell lacks.
  return mail.state === 'not-set-up' ? note(says) : bad(says)
})

/** When the keys folder last recorded a new checkpoint. */
function signedAt({ keysDir }: Home): Date | undefined {
  return statSync(join(keysDir, 'register', 'last-signed'), { throwIfNoEntry: false })?.mtime
}

export const registerChecks: readonly Check[] = [signed, intact, sequencing, setAside]
