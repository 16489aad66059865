// Loaded into the real program before it starts (`node --import`): its clock is off by what a file says, at any
// moment, and a minute of waiting is a second. So a test lives through days and through clocks that are set back,
// in the program as it is delivered, which knows nothing of this.
import { readFileSync } from 'node:fs'

const { CRASH_CLOCK_FILE = '', CRASH_HURRY = '1' } = process.env
const lookMs = 20
const minuteMs = 60_000

if (CRASH_CLOCK_FILE !== '') {
  const Real = Date
  let offMs = 0
  const look = () => {
    try {
      offMs = Number(readFileSync(CRASH_CLOCK_FILE, 'utf8')) || 0
    } catch {
      // It is being written at this moment.
    }
  }
  look()
  setInterval(look, lookMs).unref()
  const now = () => Real.now() + offMs
  function Shifted(...given) {
    if (!new.target) return new Real(now()).toString()
    return given.length === 0 ? new Real(now()) : new Real(...given)
  }
  Shifted.prototype = Real.prototype
  Object.defineProperties(
    Shifted,
    Object.getOwnPropertyDescriptors({ now, parse: Real.parse, UTC: Real.UTC }),
  )
  globalThis.Date = Shifted
}

const hurry = Number(CRASH_HURRY)
if (hurry > 1) {
  const asEver = globalThis.setTimeout
  const sooner = (work, waitMs, ...given) =>
    asEver(work, waitMs >= minuteMs ? waitMs / hurry : waitMs, ...given)
  globalThis.setTimeout = Object.assign(sooner, asEver)
  Object.defineProperties(globalThis.setTimeout, Object.getOwnPropertyDescriptors(asEver))
}
