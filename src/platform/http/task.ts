import type { StaffContext } from './request-context.ts'
import type { Position } from './route.ts'

/** Something that waits, in a sentence or two, and where to go for it. */
export type Task = {
  /** `warning`: something is wrong until somebody does something. */
  readonly kind: 'warning' | 'info'
  readonly says: string
  readonly href?: string
  readonly go?: string
}

/** One thing that may wait, and who may know of it; who may not is not even looked at for. */
export type TaskSource<S extends object = object> = {
  readonly may: readonly Position[]
  readonly look: (context: StaffContext<S>) => readonly Task[] | Promise<readonly Task[]>
}
