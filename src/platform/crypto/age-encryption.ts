import { randomInt } from 'node:crypto'
import { Encrypter } from 'age-encryption'

/** Whom a package is encrypted to: whoever is told a passphrase, or whoever has the key to an age recipient. */
export type EncryptTo = { readonly passphrase: string } | { readonly recipient: string }

/**
 * 2^15 rounds of memory. Why not the 2^18 of the program `age`: that is for what people think up, and takes seconds here; 122
 * bits of chance need no help.
 */
const workFactor = 15

/** One age file (age-encryption.org/v1), which `age -d` opens. A package is bounded, so it is held whole. */
export async function encryptTo(to: EncryptTo, plain: Buffer): Promise<Buffer> {
  const encrypter = new Encrypter()
  if ('recipient' in to) encrypter.addRecipient(to.recipient)
  else {
    encrypter.setPassphrase(to.passphrase)
    encrypter.setScryptWorkFactor(workFactor)
  }
  return Buffer.from(await encrypter.encrypt(plain))
}

/** Whether a text is the public half of an age key, as somebody types it in. */
export function isRecipient(typed: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(typed)) return false
  try {
    new Encrypter().addRecipient(typed)
    return true
  } catch {
    return false
  }
}

const letters = '23456789abcdefghjkmnpqrstvwxyz'
const groups = 5
const lettersAGroup = 5

/** 25 letters that nobody takes for one another, as a person reads them aloud: 122 bits of chance. */
export function newFilePassphrase(): string {
  const group = () => Array.from({ length: lettersAGroup }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
