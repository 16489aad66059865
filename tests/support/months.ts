import { publishMonth } from '../../src/circulation/statistics-store.ts'
import type { Database } from '../../src/platform/db/database.ts'

/** A year of what came back: a month of few, one with small numbers in it, and others. */
export async function plantMonths(worker: Database['worker']): Promise<void> {
  const collections = ['Adult Fiction', 'Children', 'DVD', 'Large Print', 'Teen']
  const ofBand = { '0-12': [2, 610, 88, 0, 14], '19-64': [702, 240, 415, 31, 66], any: [61, 12, 20, 45, 5] }
  const growing = [
    ...['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => [month, 0] as const),
    ...([
      ['2026-07', 1],
      ['2026-08', 2],
      ['2026-10', 3],
    ] as const),
  ]
  await worker.transaction().execute(async (trx) => {
    await publishMonth(trx, '2026-09', { returns: 23, untold: 23, items: {}, bands: {} })
    for (const [month, at] of growing) {
      const bands = Object.fromEntries(
        Object.entries(ofBand).flatMap(([band, counts]) =>
          counts.flatMap((count, column) =>
            count === 0 ? [] : [[`${band} ${collections[column]}`, count + (count > 100 ? at * 37 : 0)]],
          ),
        ),
      )
      const told = Object.values(bands).reduce((sum, count) => sum + count, 0)
      await publishMonth(trx, month, {
        returns: told + 9,
        untold: 9,
        items: {},
        bands,
        cut: { hold: 31 + at, charge: 3 },
      })
    }
  })
}
