import { expect, test, vi } from 'vitest'
import { connectionError, loginFromUrl, unfitServerError } from './login.ts'

test('a server is fit from PostgreSQL 15 on, with UTF8', () => {
  expect(unfitServerError('branch', '150000', 'UTF8')).toBe(undefined)
  expect(unfitServerError('branch', '180001', 'UTF8')).toBe(undefined)
  expect(unfitServerError('branch', '140019', 'UTF8')).toMatchObject({ code: 'server-too-old' })
  expect(unfitServerError('branch', '150000', 'LATIN1')).toMatchObject({ code: 'not-utf8' })
  expect(unfitServerError('branch', '170010', 'SQL_ASCII')?.message).toContain(
    'branch keeps text as SQL_ASCII',
  )
})

test.each([
  'notaurl',
  'library on that server',
  'mysql://library:secret@localhost/branch',
  '/run/postgresql branch',
  'postgres:library',
  'postgres://library:secret@localhost:port/branch',
])('an address that is none of PostgreSQL is refused, and not repeated: %s', (url) => {
  const message = 'DATABASE_URL is not of the form postgres://user:password@host:port/database'
  expect(() => loginFromUrl(url)).toThrow(expect.objectContaining({ code: 'unreachable', message }))
})

test('both names of the scheme are taken', () => {
  const login = { host: 'there', port: 5433, database: 'branch', user: 'library', password: 'se cret' }
  for (const scheme of ['postgres', 'postgresql', 'POSTGRES']) {
    expect(loginFromUrl(`${scheme}://library:se%20cret@there:5433/branch`)).toMatchObject(login)
  }
})

test('TLS is asked for with the certificate checked, without a warning of the driver', () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full']) {
    expect(loginFromUrl(`postgres://library@there/branch?sslmode=${mode}&x=1`).ssl).toEqual({})
  }
  expect(loginFromUrl('postgres://library@there/branch?sslmode=disable').ssl).toBe(false)
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
  expect(() => loginFromUrl('postgres://library@there/branch?sslrootcert=/nowhere/ca.pem')).toThrow(
    'a certificate file that DATABASE_URL names cannot be read (ENOENT)',
  )
})

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
  'a certificate that does not hold is a sentence: %s',
  (code) => {
    const error = Object.assign(new Error('of the engine'), { code })
    const refusal = connectionError(error, { host: 'there', port: 5432, database: 'branch' })
    expect(refusal?.message).toMatch(new RegExp(`certificate of the database server at there:5432.*${code}`))
  },
)
