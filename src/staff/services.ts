import type { Child } from 'hono/jsx'
import type { GateServices } from '../gate/index.ts'
import type { StaffContext } from '../platform/http/request-context.ts'
import type { Task } from '../platform/http/route.ts'
import type { NoProofReason, StoredEntryProof } from '../register/index.ts'

export type StaffServices = GateServices & {
  /** False only in the demo, where no one needs a second factor. */
  readonly asksSecondStep: boolean
  readonly proveEntry: (reference: string) => Promise<StoredEntryProof | NoProofReason>
  /** What only the start page of who is signed in shows, and a colleague who takes over would not see. */
  readonly dueBeforeSwitch: (context: StaffContext) => Promise<readonly Task[]>
  /** What other features show on the computers page. */
  readonly settingsSections: readonly ((props: { readonly context: StaffContext }) => Child)[]
}
