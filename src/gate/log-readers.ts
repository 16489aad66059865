import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Db } from '../platform/db/context.ts'
import {
  aboutToken,
  entriesAbout,
  entriesFrom,
  findLeaf,
  isDisclosure,
  isVisibleToPatron,
  recordEntry,
  tokensWithEntries,
} from '../register/index.ts'
import { type Entry, leafReference } from '../register/log/index.ts'
import { logIdentity, type PatronActor } from './actor.ts'
import { eachEntryOf, openLeaf } from './log-entry.ts'

/*
 * Who reads entries of the log besides its own screens and questions (`log-entry.ts`): each of these opens the entries of one
 * patron or of some cases, and what is not of them stays here. The linter lists which folder may import which (`biome.json`);
 * nothing else opens an entry.
 */

type LogParts = { readonly app: Db; readonly ring: KeyRing }

/** `index` has the log in its upper bits. */
export type IndexedEntry = { readonly index: bigint; readonly entry: Entry }

type MonthAsked = {
  /** `YYYY-MM`, in UTC. */
  readonly month: string
  /** Only entries before this index. */
  readonly before?: bigint | undefined
  readonly most: number
}

/** `older`: the index before which the next ones are; undefined if there are no more. */
type MonthOfPatron = { readonly entries: readonly IndexedEntry[]; readonly older: bigint | undefined }

/**
 * For the patron's own page: what of a month about them they may read, newest first, and in which months there is something
 * (`YYYY-MM`, newest first). INVARIANT: that they looked is logged and committed before an entry is opened.
 */
export async function ownEntries(
  parts: LogParts & { readonly now: Date },
  self: PatronActor,
  asked: MonthAsked,
): Promise<MonthOfPatron & { readonly months: readonly string[] }> {
  const looked = { kind: 'own-seen-by', ...logIdentity(self), subjects: [self.patronId] }
  await parts.app.transaction().execute((trx) => recordEntry(trx, parts, looked))
  const months = await monthsAbout(parts, self.patronId)
  return { ...(await patronEntries(parts, self.patronId, asked)), months }
}

/** Why this tells of no secret paper: only entries that the patron may read are found by their token. */
async function monthsAbout({ app, ring }: LogParts, patronId: string): Promise<readonly string[]> {
  const tokens = [...ring.registerMonths()].reverse().flatMap((month) => {
    const key = ring.registerMonthKeyFor(month)
    return typeof key === 'string' ? [] : [{ month, about: aboutToken(key.key, patronId) }]
  })
  const found = await tokensWithEntries(
    app,
    tokens.map(({ about }) => about),
  )
  return tokens.filter(({ about }) => found.some((one) => one.equals(about))).map(({ month }) => month)
}

/** For a study in a case, whose view is on record: the same entries, and no others. */
export async function patronEntries(
  { app, ring }: LogParts,
  patronId: string,
  { month, before, most }: MonthAsked,
): Promise<MonthOfPatron> {
  const key = ring.registerMonthKeyFor(month)
  if (typeof key === 'string') return { entries: [], older: undefined }
  const rows = await entriesAbout(app, { about: aboutToken(key.key, patronId), before, limit: most + 1 })
  const shown = rows.slice(0, most)
  const entries = shown.flatMap((row) => {
    const opened = openLeaf(ring, row)
    // Hostile: anyone who can write a row can point it at another patron's entry.
    return opened.as === 'opened' && isAboutPatron(opened.entry, patronId)
      ? [{ index: row.index, entry: opened.entry }]
      : []
  })
  return { entries, older: rows.length > most ? shown.at(-1)?.index : undefined }
}

const isAboutPatron = (entry: Entry, patronId: string) =>
  isVisibleToPatron(entry) && entry.subjects?.includes(patronId) === true

/** Whose record else an account had open, and when. */
export type OtherAccess = Pick<Entry, 'actor' | 'at' | 'subjects'>

/** Entries on either side among which neighbors are looked for: an hour of a busy library. */
const neighborhood = 200n
const logBits = 48n

/**
 * For a study: what the accounts of these entries had open within 200 entries of them. Each stretch of the log is read once,
 * however many of them are in it.
 */
export async function accessesBeside(
  { app, ring }: LogParts,
  found: readonly IndexedEntry[],
): Promise<readonly OtherAccess[]> {
  const stretches: { readonly log: number; readonly first: bigint; before: bigint }[] = []
  for (const { index } of [...found].sort((one, other) => (one.index < other.index ? -1 : 1))) {
    const at = { log: Number(index >> logBits), index: index & ((1n << logBits) - 1n) }
    const first = at.index > neighborhood ? at.index - neighborhood : 0n
    const last = stretches.at(-1)
    if (last?.log === at.log && last.before >= first) last.before = at.index + neighborhood
    else stretches.push({ log: at.log, first, before: at.index + neighborhood })
  }
  const actors = new Set(found.map(({ entry }) => entry.actor))
  const beside: OtherAccess[] = []
  for (const { log, first, before } of stretches) {
    for (const row of await entriesFrom(app, { log, first, before, most: Number(before - first) })) {
      const opened = openLeaf(ring, row)
      if (opened.as !== 'opened' || !actors.has(opened.entry.actor)) continue
      const { kind, actor, at, subjects = [] } = opened.entry
      if (isDisclosure(kind)) beside.push({ actor, at, subjects })
    }
  }
  return beside
}

/** The entry of a step: its reference, the step as the log names it, and the policy (SHA-256) in force then. */
export type StepEntry = {
  readonly reference: string
  readonly step: string
  readonly at: string
  readonly pack: string | undefined
}

/**
 * The entries of the steps of some cases, by case, oldest first: which step and when, and nothing else of them. INVARIANT: the
 * caller was shown these cases before, or may list them. @param span months in UTC
 */
export async function caseStepEntries(
  parts: LogParts,
  cases: ReadonlySet<string>,
  span: { readonly from: string; readonly until: string },
): Promise<ReadonlyMap<string, readonly StepEntry[]>> {
  const found = new Map<string, StepEntry[]>()
  if (cases.size === 0) return found
  await eachEntryOf(parts, span, ({ reference, entry }) => {
    const { kind, case: its = '', flags = [], at, pack } = entry
    if (kind !== 'case-step' || !cases.has(its)) return
    found.set(its, [...(found.get(its) ?? []), { reference, step: flags[0] ?? '', at, pack }])
  })
  for (const steps of found.values()) steps.sort((one, other) => (one.at < other.at ? -1 : 1))
  return found
}

/** What opens one log entry and no other. */
export type EntryKeys = { readonly entryKey: Buffer; readonly overflow?: Buffer }

/**
 * The key of the entry of a step with a document (SHA-256 in hex), by which someone outside proves that the log has that
 * document. Such an entry names the case, the actor and the time, and no patron. Undefined for any other entry: those of
 * disclosures hold patron ids.
 */
export async function documentEntryKeys(
  { app, ring }: LogParts,
  of: { readonly entry: string; readonly case: string; readonly document: string },
): Promise<EntryKeys | undefined> {
  const stored = await findLeaf(app, Buffer.from(of.entry, 'base64url'))
  if (stored === undefined || leafReference(stored.leaf) !== of.entry) return undefined
  const opened = openLeaf(ring, stored)
  if (opened.as !== 'opened') return undefined
  const { kind, case: its, document } = opened.entry
  if (kind !== 'case-step' || its !== of.case || document !== of.document) return undefined
  return { entryKey: opened.entryKey, ...(stored.overflow && { overflow: stored.overflow }) }
}
