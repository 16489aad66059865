import { expect, test } from 'vitest'
import { startMailServer } from '../mail/mail-server.ts'
import { withDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { arrived, killedAt } from './kill.ts'
import { officeOf } from './office.ts'

test('forty kills at moments of chance lose no notice, and send none a third time', async () => {
  await withDatabase(async (library) => {
    const server = await startMailServer()
    const office = officeOf(library.database, library.home.keysDir, { mailUrl: server.url })
    const people = 60
    for (let n = 0; n < people; n++) {
      await plant(library.database, office.ring, {
        ...{ surname: 'Fescue', firstName: `${n}`, card: `${n}`, phone: '', address: [] },
        ...{ emails: [`p${n}@example.org`], loans: [{ title: 'Canary', dueOn: '2026-11-10' }] },
      })
    }
    for (let kill = 0; kill < 40; kill++) {
      await killedAt(library, server, '2026-11-17', String(300 + Math.floor(Math.random() * 1500)))
    }
    expect(await office.night('2026-11-17')).toBeUndefined()
    await office.send()
    const { times, idsEach } = arrived(server)
    expect(idsEach.every((ids) => ids === 1)).toBe(true)
    expect(Math.max(...times)).toBeLessThanOrEqual(2)
    // Nobody hears of nothing but of whom it is known that it is not known: killed at both of two tries.
    const unknown = (await office.notices()).filter(({ state }) => state === 'unknown').length
    const heard = arrived(server).people
    expect(heard + unknown).toBeGreaterThanOrEqual(people)
    await server.close()
  })
}, 600_000)
