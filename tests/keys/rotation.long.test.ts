import { test } from 'vitest'
import { withDatabase } from '../support/database.ts'
import { rotateUnderLoad } from './under-load.ts'

test('a rotation that is killed at thirty random moments loses no read, no write and no row', () =>
  withDatabase((it) => rotateUnderLoad(it, 30)))
