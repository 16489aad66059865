import type { Asked, Correctable, Correction } from '../contact/correction.ts'
import { partsOf, without } from '../contact/correction.ts'
import type { RecordKind } from '../policy/ask.ts'
import type { Corrected } from '../sealing/corrected.ts'
import { token } from '../sealing/field.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import { Sealed } from '../sealing/sealed.ts'

/** What a patron says is wrong, sealed under the records that it is about, and what was set right here. */
export type HeldCorrection = {
  readonly identity: Sealed<Correction>
  readonly contact: Sealed<Correction>
  readonly mark: Sealed<string>
  readonly corrected: Sealed<Corrected>
}

/** What of it may be told to whoever may see both records. */
export type OpenedCorrection = Correction & {
  /** For a form to carry: it is another one once they ask for something else, or something else is there instead. */
  readonly mark: string
  /** What was set right here and another system may still have wrong. */
  readonly corrected: readonly Correctable[]
}

const ofContact: readonly Correctable[] = ['emails', 'phones', 'addresses']
const ofIdentity: readonly Correctable[] = ['name', 'born']
/** Under which record a part stands. */
export const recordOf = (part: Correctable): RecordKind =>
  ofIdentity.includes(part) ? 'identity' : 'contact'

const nothing: Correction = { asked: {}, came: {} }

/** Wraps it; opens nothing. @param read what is sealed, where there is anything */
export function holdCorrection(
  ring: KeyRing,
  patronId: string,
  read: {
    readonly correction: () => Correction | undefined
    readonly corrected: () => Corrected | undefined
    /** What is there now, of all that can be corrected. */
    readonly said: () => Asked
  },
): HeldCorrection {
  const whole = () => read.correction() ?? nothing
  const but = (gone: readonly Correctable[]) => (): Correction => {
    const { asked, came } = whole()
    return { asked: without(asked, gone), came: without(came, gone) }
  }
  return {
    identity: new Sealed(patronId, ['identity'], but(ofContact)),
    contact: new Sealed(patronId, ['contact'], but(ofIdentity)),
    mark: new Sealed(patronId, ['identity'], () => markOf(ring, patronId, whole().asked, read.said())),
    corrected: new Sealed<Corrected>(patronId, ['identity'], () => read.corrected() ?? {}),
  }
}

/** All of it. The permit must cover who they are and how they are reached. */
export function openCorrection(held: HeldCorrection, permit: Permit): OpenedCorrection {
  const [one, other] = [held.identity.open(permit), held.contact.open(permit)]
  return {
    asked: { ...one.asked, ...other.asked },
    came: { ...one.came, ...other.came },
    mark: held.mark.open(permit),
    corrected: partsOf(held.corrected.open(permit)),
  }
}

/** Why what is there too: staff compare the two, and an import may write between their look and their word. */
function markOf(ring: KeyRing, patronId: string, asked: Asked, said: Asked): string {
  const both = partsOf(asked).map((part) => [part, asked[part], said[part]])
  return token(ring, 'correction opened with', JSON.stringify([patronId, ...both]))
    .subarray(0, 16)
    .toString('base64url')
}
