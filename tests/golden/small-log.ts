import {
  type Entry,
  type LogFiles,
  leafHash,
  newEntryId,
  proveInclusion,
  type Signer,
  sealEntry,
  signCheckpoint,
  TreeEdge,
  tilePath,
  tileWidth,
  tileWidthAt,
  verifierKey,
  writeBundle,
} from './current.ts'

/** A log of the register that grows in memory, and is written as an export has it. */
export class SmallLog {
  readonly signer: Signer
  readonly leaves: Buffer[] = []
  readonly overflows = new Map<string, Buffer>()

  constructor(signer: Signer) {
    this.signer = signer
  }

  get key(): string {
    return verifierKey(this.signer.name, this.signer.publicKey)
  }

  add(entry: Entry, monthKey: Buffer, id = newEntryId()): number {
    const { leaf, overflow } = sealEntry(entry, { id, month: entry.at.slice(0, 7), monthKey })
    if (overflow !== undefined) this.overflows.set(id.toString('hex'), overflow)
    return this.leaves.push(leaf) - 1
  }

  /** The tree of its first leaves. */
  tree(size = this.leaves.length): { readonly size: bigint; readonly root: Buffer } {
    const edge = new TreeEdge()
    for (const leaf of this.leaves.slice(0, size)) edge.append(leafHash(leaf))
    return { size: edge.size, root: edge.root() }
  }

  checkpoint(size?: number): string {
    return signCheckpoint(this.tree(size), this.signer)
  }

  /** As an export has it, below a folder. */
  files(folder = ''): Map<string, Buffer> {
    const files = new Map<string, Buffer>()
    const edge = new TreeEdge((tile) => files.set(`${folder}${tilePath(tile)}`, tile.hashes))
    for (const leaf of this.leaves) edge.append(leafHash(leaf))
    for (const tile of edge.partialTiles()) files.set(`${folder}${tilePath(tile)}`, tile.hashes)
    for (let first = 0; first < this.leaves.length; first += tileWidth) {
      const index = BigInt(first / tileWidth)
      const width = tileWidthAt(edge.size, 0, index)
      const path = tilePath({ level: 'entries', index, width })
      files.set(`${folder}${path}`, writeBundle(this.leaves.slice(first, first + width)))
    }
    for (const [id, overflow] of this.overflows) files.set(`${folder}overflow/${id}`, overflow)
    files.set(`${folder}register.vkey`, Buffer.from(`${this.key}\n`))
    return files.set(`${folder}checkpoint`, Buffer.from(this.checkpoint()))
  }

  path(index: number): Promise<Buffer[]> {
    const files = this.files()
    return proveInclusion(BigInt(index), BigInt(this.leaves.length), async (tile) => {
      return files.get(tilePath(tile)) ?? Buffer.alloc(0)
    })
  }
}

export const filesOf = (files: ReadonlyMap<string, Buffer>): LogFiles => ({
  async read(path, target) {
    return files.get(path)?.copy(target)
  },
})
