/** One code for each way in which bytes can be wrong, so that a test can break one thing only. */
export type MalformedCode =
  | 'not-utf8'
  | 'control-character'
  | 'too-long'
  | 'no-final-newline'
  | 'no-blank-line'
  | 'no-signature'
  | 'signature-line'
  | 'signature-repeated'
  | 'signature-missing'
  | 'signature-wrong'
  | 'key-name'
  | 'key-form'
  | 'key-id'
  | 'key-algorithm'
  | 'base64'
  | 'lines'
  | 'origin'
  | 'size'
  | 'root'
  | 'path'
  | 'entry'
  | 'leaf'
  | 'pin'
  | 'proof'

/** Marks an error of Carrel's own. Why repeated here: this folder imports nothing of the program. */
const carrelError = Symbol.for('carrel.error')

/** Thrown by every parser of the register. `message` is one sentence that names what is wrong. */
export class MalformedError extends Error {
  readonly [carrelError] = true
  override name = 'MalformedError'
  readonly code: MalformedCode
  constructor(code: MalformedCode, message: string) {
    super(message)
    this.code = code
  }
}

/** For a `catch`: what `instead` gives for a MalformedError; throws anything else again. */
export const onMalformed =
  <T>(instead: (error: MalformedError) => T) =>
  (error: unknown): T => {
    if (error instanceof MalformedError) return instead(error)
    throw error
  }

/** What `read` gives, or what `instead` gives for its MalformedError. */
export function orMalformed<T, U>(read: () => T, instead: (error: MalformedError) => U): T | U {
  try {
    return read()
  } catch (error) {
    return onMalformed(instead)(error)
  }
}
