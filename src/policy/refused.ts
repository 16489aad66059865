/** A pack that may not start: says the file, the line where one is known, and what to mend. */
export class PackRefused extends Error {
  readonly code = 'pack-refused'
  readonly file: string
  readonly line: number | undefined

  constructor(file: string, line: number | undefined, message: string) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${message}`)
    this.name = 'PackRefused'
    this.file = file
    this.line = line
  }
}
