import type { Child } from 'hono/jsx'
import type { GateServices } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { NoProofReason, StoredEntryProof } from '../register/index.ts'

/** What the pages of staff's own sign-ins work with. */
export type StaffServices = GateServices & {
  /** False in the demo alone, whose sign-ins everyone knows: nobody has to pass a second step there. */
  readonly asksSecondStep: boolean
  /** The proof of an entry of the register by its reference. */
  readonly proveEntry: (reference: string) => Promise<StoredEntryProof | NoProofReason>
  /** What other features show on the page of the library's computers. */
  readonly settingsSections: readonly ((props: { readonly context: StaffContext }) => Child)[]
}
