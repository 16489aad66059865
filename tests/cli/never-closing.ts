import { nextSignal, untilEnded } from '../../src/cli/until-ended.ts'

// A program of its own that hears a signal and then takes forever to close.
const signalled = nextSignal()
const never = new Promise<never>(() => undefined)
setInterval(() => undefined, 60_000)
console.log('ready')
await untilEnded(
  {
    address: '',
    lost: never,
    close() {
      console.log('closing')
      return never
    },
  },
  signalled,
)
