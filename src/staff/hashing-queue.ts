/** Hashing a passphrase takes memory: so many at once, the others wait their turn. */
const hashesAtOnce = 4

let running = 0
const waiting: (() => void)[] = []

/** Runs `work` when it is its turn among all that hash a passphrase in this process. */
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
