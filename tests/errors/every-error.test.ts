import { describe, expect, test } from 'vitest'
import { BackupError } from '../../src/backup/backup-error.ts'
import { KohaExportError } from '../../src/import/koha-table.ts'
import { KeyError } from '../../src/platform/crypto/key-folder.ts'
import { DatabaseOpenError } from '../../src/platform/db/error.ts'
import { errorReport, isKnownError } from '../../src/platform/error.ts'
import { PortError } from '../../src/platform/http/network.ts'
import { RouteError } from '../../src/platform/http/route.ts'
import { TypesetError } from '../../src/platform/pdf/typesetter.ts'
import { MalformedAskError, PackError } from '../../src/policy/source-text.ts'
import { RegisterError } from '../../src/register/head.ts'
import { MalformedError } from '../../src/register/log/malformed-error.ts'
import { AccountKeysError } from '../../src/staff/account-keys.ts'
import { ForgedAccountKeysError } from '../../src/staff/account-store.ts'

const errors = [
  ...[new AccountKeysError(), new BackupError('busy', 'wrong'), new DatabaseOpenError('pooled', 'wrong')],
  ...[new ForgedAccountKeysError(), new KeyError('keys-damaged', 'wrong'), new KohaExportError('wrong')],
  ...[new MalformedAskError('', 'wrong'), new MalformedError('pin', 'wrong'), new RouteError('wrong')],
  ...[new PackError('pack.yaml', 1, 'wrong'), new PortError('port-taken', 'wrong')],
  ...[new RegisterError('in-use', 'wrong'), new TypesetError('document-too-big')],
]

describe('an error of the program’s own', () => {
  test.each(errors)('$name is known, by its code and the name of its class', (error) => {
    expect(isKnownError(error)).toBe(true)
    expect(error.name).toBe(error.constructor.name)
    expect(errorReport(error)).toMatchObject({ fault: error.name, code: error.code })
  })

  test('is none of a library that has its name', () => {
    class KeyError extends Error {
      readonly code = 'a-code-of-theirs'
    }
    expect(isKnownError(new KeyError())).toBe(false)
    expect(errorReport(new KeyError())).not.toHaveProperty('code')
  })
})
