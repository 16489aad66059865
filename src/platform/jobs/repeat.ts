export type RepeatedWork = {
  /** Aborts the signal of a run in progress, and waits for its end. */
  stop(): Promise<void>
}

/** Runs `work` now, and again after as many milliseconds as it returns; null ends it. `work` must not throw. */
export function startRepeating(work: (signal: AbortSignal) => Promise<number | null>): RepeatedWork {
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  const once = async () => {
    const waitMs = await work(stopping.signal)
    if (waitMs !== null && !stopping.signal.aborted) timer = setTimeout(() => (underWay = once()), waitMs)
  }
  let underWay = once()
  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await underWay
    },
  }
}
