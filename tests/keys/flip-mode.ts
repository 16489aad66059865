import {
  changeKeyMode,
  type KeySecret,
  type UnlockedKeys,
  unlockKeys,
} from '../../src/platform/crypto/key-mode.ts'

// A program of its own that changes the key mode of a folder there and back until it is killed: `flip-mode KEYS`.
const [keysDir = ''] = process.argv.slice(2)
const secret: KeySecret = { mode: 'credential', credential: Buffer.alloc(32, 7) }
let unlocked: UnlockedKeys = await unlockKeys(keysDir, async () => secret)
console.log('ready')
for (let wrap = unlocked.wrapped === undefined; ; wrap = !wrap) {
  unlocked = await changeKeyMode(keysDir, unlocked, wrap ? secret : 'file')
}
