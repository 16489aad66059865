import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withDatabase } from '../support/database.ts'

test('the app and the worker each log in as themselves', async () => {
  await withDatabase(async ({ database }) => {
    const who = sql<{ current_user: string; session_user: string }>`select current_user, session_user`
    expect((await who.execute(database.app)).rows).toEqual([
      { current_user: 'carrel_app', session_user: 'carrel_app' },
    ])
    expect((await who.execute(database.worker)).rows).toEqual([
      { current_user: 'carrel_worker', session_user: 'carrel_worker' },
    ])
  })
})
