import { expect, test } from 'vitest'
import { unfit } from './server-url.ts'

test('a server is fit from PostgreSQL 15 on, with UTF8', () => {
  expect(unfit('branch', '150000', 'UTF8')).toBe(undefined)
  expect(unfit('branch', '180001', 'UTF8')).toBe(undefined)
  expect(unfit('branch', '140019', 'UTF8')).toMatchObject({ code: 'server-too-old' })
  expect(unfit('branch', '150000', 'LATIN1')).toMatchObject({ code: 'not-utf8' })
  expect(unfit('branch', '170010', 'SQL_ASCII')?.message).toContain('branch keeps text as SQL_ASCII')
})
