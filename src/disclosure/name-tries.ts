const wrongNames = 5
const quarterHourMs = 15 * 60_000

/**
 * How many wrong names of a guardian somebody may still type for one child: five in a quarter of an hour.
 *
 * Why in memory, of this process alone: it only slows guessing down. Each try is on record, with whom it was about.
 */
export class NameTries {
  #wrong: readonly { readonly account: string; readonly child: string; readonly atMs: number }[] = []

  areLeft(account: string, child: string, now: Date): boolean {
    this.#wrong = this.#wrong.filter(({ atMs }) => now.getTime() - atMs < quarterHourMs)
    return this.#wrong.filter((one) => one.account === account && one.child === child).length < wrongNames
  }

  countWrong(account: string, child: string, now: Date): void {
    this.#wrong = [...this.#wrong, { account, child, atMs: now.getTime() }]
  }
}
