import type { Gate } from '../disclosure/gate.ts'
import type { NightStep } from './night.ts'

/** Once a night: copies in cases whose day has come end by themselves, and their keys are destroyed. */
export function endCopiesStep({ gate }: { readonly gate: Pick<Gate, 'copies'> }): NightStep {
  return { name: 'case-copies', run: () => gate.copies.endDue() }
}
