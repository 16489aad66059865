import type { z } from 'zod'
import { pathText } from './malformed.ts'
import { PackRefused } from './refused.ts'
import { readYaml } from './yaml-text.ts'

/** The documents of a YAML file of the pack. Throws PackRefused. */
export function readPackYaml(file: string, text: string): unknown[] {
  try {
    return readYaml(text)
  } catch (error) {
    throw new PackRefused(file, undefined, error instanceof Error ? error.message : String(error))
  }
}

/** The one document of a YAML file of the pack, of this shape. Throws PackRefused, naming the key that is not right. */
export function readShaped<T>(file: string, text: string, shape: z.ZodType<T>): T {
  const documents = readPackYaml(file, text)
  const result = shape.safeParse(documents.length === 1 ? documents[0] : undefined)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = pathText(issue?.path ?? [])
  throw new PackRefused(
    file,
    undefined,
    `${at === '' ? '' : `${at}: `}${issue?.message ?? 'not as it must be'}`,
  )
}
