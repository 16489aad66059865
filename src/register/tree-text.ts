import { fromBase64 } from './base64.ts'
import { readSize } from './checkpoint.ts'
import { hashBytes } from './hashing.ts'
import { Malformed } from './malformed.ts'

/** A tree at one size. */
export type Tree = { readonly size: bigint; readonly root: Buffer }

/** A tree in one word: its size, a space, and its root in Base64. */
export function treeText({ size, root }: Tree): string {
  return `${size} ${root.toString('base64')}`
}

/** @throws Malformed */
export function readTree(text: string): Tree {
  const [size = '', root = '', ...more] = text.split(' ')
  const hash = fromBase64(root, 'the root hash')
  if (more.length > 0 || hash.length !== hashBytes) {
    throw new Malformed('root', 'a tree is written as its size, a space and its root')
  }
  return { size: readSize(size), root: hash }
}
