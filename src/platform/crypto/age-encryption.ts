import { randomInt } from 'node:crypto'
import { Encrypter } from 'age-encryption'

type EncryptTo = { readonly passphrase: string } | { readonly recipient: string }

/**
 * 2^15 rounds. Why not the 2^18 of `age`: that is for passphrases that people invent, and takes seconds here;
 * 122 random bits need no help.
 */
const workFactor = 15

/** One age file (age-encryption.org/v1), which `age -d` opens. */
export async function encryptTo(to: EncryptTo, plain: Buffer): Promise<Buffer> {
  const encrypter = new Encrypter()
  if ('recipient' in to) encrypter.addRecipient(to.recipient)
  else {
    encrypter.setPassphrase(to.passphrase)
    encrypter.setScryptWorkFactor(workFactor)
  }
  return Buffer.from(await encrypter.encrypt(plain))
}

/** Whether a typed text is the public half of an age key. */
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

/** 25 letters and digits that are hard to confuse when read aloud: 122 random bits. */
export function newFilePassphrase(): string {
  const group = () => Array.from({ length: lettersAGroup }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
