import { resolve } from 'node:path'
import { readPackFolder } from '../../src/imports/pack-folder.ts'
import { loadPack } from '../../src/policy/pack.ts'

export const jensenFolder = resolve(import.meta.dirname, '../../policies/jensen-mgt-1')
export const jensenFiles = readPackFolder(jensenFolder)
export const jensen = loadPack(jensenFiles)

/** The day that scenarios and random asks stand on where they name none. */
export const today = '2026-11-24'
