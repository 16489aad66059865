/*
 * What `src/app/services.ts` needs to put the gate and its services together, and no one else gets: the linter refuses this
 * file to every other (`biome.json`). `index.ts` has what features may use.
 */
export { Gate, gateInternals } from './gate.ts'
export {
  callerPermits,
  casePermits,
  copyPermits,
  namePermits,
  recordPermits,
} from './permits.ts'
