import { readPackFolder } from '../imports/pack-folder.ts'
import { loadPack, type Pack, PackRefused } from '../policy/pack.ts'

/** The pack in a folder, or what is wrong with it in a sentence that names the option. */
export function readPolicy(folder: string): Pack | string {
  try {
    return loadPack(readPackFolder(folder))
  } catch (error) {
    if (error instanceof PackRefused) return `--pack: ${error.message}`
    throw error
  }
}
