import { resolve } from 'node:path'

/** The pack that comes with the program, wherever it is called from. */
export const defaultPackFolder = resolve(import.meta.dirname, '../../policies/jensen-mgt-1')
