import type { Child } from 'hono/jsx'
import type { GateServices } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { NoProofReason, StoredEntryProof } from '../register/index.ts'

export type StaffServices = GateServices & {
  /** False only in the demo, where no one needs a second factor. */
  readonly asksSecondStep: boolean
  readonly proveEntry: (reference: string) => Promise<StoredEntryProof | NoProofReason>
  /** What other features show on the computers page. */
  readonly settingsSections: readonly ((props: { readonly context: StaffContext }) => Child)[]
}
