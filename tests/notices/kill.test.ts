import { expect, test } from 'vitest'
import { daysAfter } from '../../src/policy/calendar.ts'
import { asOwner } from '../links/as-owner.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { withDatabase } from '../support/database.ts'
import { plant } from '../support/planted.ts'
import { arrived, killedAt } from './kill.ts'
import { officeOf } from './office.ts'

test('a kill at any of three moments loses no notice, sends none a third time, and changes no id', async () => {
  await withDatabase(async (library) => {
    const server = await startMailServer()
    const office = officeOf(library.database, library.home.keysDir, { mailUrl: server.url })
    for (const [n, when] of ['before', 'between', 'after'].entries()) {
      const day = `2026-11-${String(3 + 7 * n).padStart(2, '0')}`
      const dueOn = daysAfter(day, -10)
      await asOwner(library, (owner) => owner.query('delete from loan'))
      for (const name of ['a', 'b']) {
        await plant(library.database, office.ring, {
          ...{ surname: 'Fescue', firstName: name, card: `${n}${name}`, phone: '', address: [] },
          ...{ emails: [`${when}-${name}@example.org`], loans: [{ title: 'Canary', dueOn }] },
        })
      }
      server.received.length = 0
      await killedAt(library, server, day, when)
      expect([when, server.received.length]).toEqual([when, when === 'after' ? 1 : 0])
      expect(await office.night(day)).toBeUndefined()
      const { times, idsEach, people } = arrived(server)
      expect([when, people]).toEqual([when, 2])
      expect(times.sort()).toEqual(when === 'after' ? [1, 2] : [1, 1])
      expect(idsEach).toEqual([1, 1])
      expect(await office.send()).toBeUndefined()
      expect(server.received).toHaveLength(when === 'after' ? 3 : 2)
    }
    expect(office.unsure).toEqual(['sent-again', 'sent-again'])
    await server.close()
  })
}, 180_000)
