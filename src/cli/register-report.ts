import { closeSync, fsyncSync, ftruncateSync, linkSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { syncFolder } from '../durable-file.ts'
import { writeRefusal } from '../imports/write-refusal.ts'

/**
 * A report that must not be lost once what it reports is done, and must not say that it is done before. It stands
 * whole and durable under another name until then.
 */
export class WaitingReport {
  readonly #place: string
  readonly #file: number
  /** Where it waits; after a kill, it is there. */
  readonly waitsAt: string

  /** @throws what the system says where no file can be made there */
  private constructor(place: string) {
    this.#place = place
    this.waitsAt = `${place}.unfinished`
    this.#file = openSync(this.waitsAt, 'wx', 0o600)
  }

  /** One that will stand at `place`, where nothing is; or, in a few words, why it cannot. */
  static at(place: string): WaitingReport | string {
    try {
      closeSync(openSync(place, 'wx', 0o600))
      rmSync(place)
      return new WaitingReport(resolve(place))
    } catch (error) {
      return `${(error as NodeJS.ErrnoException).path ?? place} ${writeRefusal(error)}`
    }
  }

  /** Resolves when the bytes are durable, in place of those written before. */
  write(bytes: Uint8Array): void {
    ftruncateSync(this.#file, 0)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, bytes.length - at, at)
    fsyncSync(this.#file)
    syncFolder(dirname(this.waitsAt))
  }

  /** Puts it in its place. */
  finish(): void {
    linkSync(this.waitsAt, this.#place)
    this.drop()
  }

  /** Takes it away from where it waits. */
  drop(): void {
    closeSync(this.#file)
    rmSync(this.waitsAt)
    syncFolder(dirname(this.waitsAt))
  }
}
