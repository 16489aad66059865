export {
  type AdoptedPolicy,
  adoptedPolicy,
  packToFollow,
  policyCheck,
  refuseFailingPack,
  storedFiles,
  storedPack,
} from './adopted-policy.ts'
export { warrantAnswer, warrantHours } from './counter-kits.ts'
export { FollowUps, leaveFollowUp, silentFollowUpsJob } from './follow-ups.ts'
export { officerVisits } from './officer-visit-store.ts'
export { paperPackPdf } from './paper-pack.ts'
export {
  allPacksInForce,
  countClausesJob,
  isFactConfirmed,
  packInForce,
  packInForceSince,
} from './policy-store.ts'
export type { AskServices } from './services.ts'
export { followUpTasks, ownPromisesTask } from './tasks.ts'
export { tryOutWords } from './words/try-out.ts'
