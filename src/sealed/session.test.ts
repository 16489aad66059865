import { afterEach, expect, test, vi } from 'vitest'
import { someLibrary } from '../../tests/compartments/some-library.ts'
import { OpenSessions, type SealedSession } from './session.ts'

const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const minutes = (count: number) => count * 60_000

afterEach(() => vi.useRealTimers())

async function unlocked(): Promise<SealedSession> {
  const { compartments, setUp, director } = await someLibrary()
  await setUp()
  return compartments.unlock(director.key, 'director')
}

test('what is open is gone from memory after ten minutes without use, though no one asks', async () => {
  const open = await unlocked()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const sessions = new OpenSessions()
  const now = new Date('2026-11-24T15:00:00Z')
  sessions.put(one, open, now)
  vi.advanceTimersByTime(minutes(9))
  expect(sessions.of(one, now)).toBe(open)
  vi.advanceTimersByTime(minutes(9))
  expect(sessions.size).toBe(1)
  vi.advanceTimersByTime(minutes(1))
  expect(sessions.size).toBe(0)
})

test('a clock that is set back keeps nothing open, and one that is set on shuts it', async () => {
  const open = await unlocked()
  // The timers stand still, as where the program is busy: what the process counts is enough.
  vi.useFakeTimers({ toFake: ['performance'] })
  const sessions = new OpenSessions()
  sessions.put(one, open, new Date('2026-11-24T15:00:00Z'))
  const back = new Date('2026-11-24T10:00:00Z')
  expect(sessions.of(one, back)).toBe(open)
  vi.advanceTimersByTime(minutes(10))
  expect(sessions.of(one, back)).toBeUndefined()
  sessions.put(one, open, back)
  expect(sessions.of(one, new Date('2026-11-24T10:10:00Z'))).toBeUndefined()
  expect(sessions.size).toBe(0)
})

test('the end of a session shuts it, and the end of all of a person’s sessions shuts each of theirs', async () => {
  const open = await unlocked()
  const sessions = new OpenSessions()
  const now = new Date('2026-11-24T15:00:00Z')
  for (const token of [one, other]) sessions.put(token, open, now)
  sessions.shutOf('director', other)
  expect([sessions.of(one, now), sessions.of(other, now)]).toEqual([undefined, open])
  sessions.shutOf('counsel')
  expect(sessions.size).toBe(1)
  sessions.shut(other)
  expect(sessions.size).toBe(0)
})
