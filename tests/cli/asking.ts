import { askHidden } from '../../src/cli/terminal.ts'

// A program that asks for one hidden line, and says how long it was.
const typed = await askHidden('The key: ')
console.log(`${typed.length} signs`)
