import { nextSignal, runUntilEnded } from '../../src/cli/start.ts'

// A program of its own that hears a signal and then takes forever to close.
const signalled = nextSignal()
const never = new Promise<never>(() => undefined)
setInterval(() => undefined, 60_000)
console.log('ready')
await runUntilEnded(
  {
    lost: never,
    close() {
      console.log('closing')
      return never
    },
  },
  signalled,
)
