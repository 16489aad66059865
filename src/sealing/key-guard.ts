import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { KeysRefused } from './key-refusal.ts'

/** How key files are guarded on the disk: what a key's bytes become there, and back. */
export type KeyGuard = {
  /** What the file of this name is to hold. */
  close(name: string, key: Buffer): Buffer
  /**
   * The key in what a file holds.
   * @param path for the sentence, where it is refused
   * @throws KeysRefused
   */
  open(name: string, file: Buffer, path: string): Buffer
}

export type KeyForm = 'bare' | 'wrapped'

/**
 * A wrapped key file: this mark | nonce (12) | ciphertext | tag (16). AES-256-GCM under the master key; the
 * associated data are the mark and the key's name, so that one wrapped file in the place of another does not open.
 */
const mark = Buffer.from('carrel key 1\n', 'latin1')
const nonceBytes = 12
const tagBytes = 16

/** No random key begins with the mark, but by a chance of 2^-104. */
export function formOf(file: Buffer): KeyForm {
  return file.subarray(0, mark.length).equals(mark) ? 'wrapped' : 'bare'
}

/** Keys lie on the disk as they are. */
export const bareGuard: KeyGuard = {
  close: (_name, key) => key,
  open(_name, file, path) {
    if (formOf(file) === 'bare') return file
    throw new KeysRefused(
      'keys-wrapped',
      `the key file ${path} is wrapped and its folder says that its keys are not: put the whole keys folder back from one backup, or, if the key mode was changed while this ran, start it again`,
    )
  },
}

/** Keys lie on the disk wrapped under a master key (32 bytes), each bound to its name. */
export function wrappingGuard(master: KeyObject): KeyGuard {
  return {
    close: (name, key) => wrap(master, name, key),
    open(name, file, path) {
      if (formOf(file) === 'wrapped') return unwrap(master, name, file, path)
      throw new KeysRefused(
        'keys-bare',
        `the key file ${path} is not wrapped and all keys here should be: somebody put it there, so put the keys folder back from its backup`,
      )
    },
  }
}

/** While a change of the form is under way: opens both forms and writes the one that is to be. */
export function changingGuard(master: KeyObject, to: KeyForm): KeyGuard {
  return {
    close: (name, key) => (to === 'wrapped' ? wrap(master, name, key) : key),
    open: (name, file, path) => (formOf(file) === 'bare' ? file : unwrap(master, name, file, path)),
  }
}

function wrap(master: KeyObject, name: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(associated(name))
  return Buffer.concat([mark, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

function unwrap(master: KeyObject, name: string, file: Buffer, path: string): Buffer {
  const sealedAt = mark.length + nonceBytes
  try {
    const decipher = createDecipheriv('aes-256-gcm', master, file.subarray(mark.length, sealedAt), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(associated(name)).setAuthTag(file.subarray(Math.max(sealedAt, file.length - tagBytes)))
    return Buffer.concat([decipher.update(file.subarray(sealedAt, -tagBytes)), decipher.final()])
  } catch {
    throw new KeysRefused(
      'keys-damaged',
      `the key file ${path} does not open: it was changed, or is another key's or another folder's: put the keys folder back from its backup`,
    )
  }
}

function associated(name: string): Buffer {
  return Buffer.concat([mark, Buffer.from(name, 'utf8')])
}
