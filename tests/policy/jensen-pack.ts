import { resolve } from 'node:path'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'

export const jensenFolder = resolve(import.meta.dirname, '../../policies/jensen-mgt-1')
export const jensenFiles = readPackFolder(jensenFolder)
/** Without its Spanish, which would have to say what a test adds. */
export const jensenInEnglish = new Map([...jensenFiles].filter(([file]) => file !== 'es.yaml'))
export const jensen = loadPack(jensenFiles)

/** The day that scenarios and random asks stand on where they name none. */
export const today = '2026-11-24'
