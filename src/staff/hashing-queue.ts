/** Hashing a passphrase takes memory, so only this many run at once. */
const hashesAtOnce = 4

let running = 0
const waiting: (() => void)[] = []

export async function withHashingSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= hashesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
