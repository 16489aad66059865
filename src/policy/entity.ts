/** A Cedar entity, one object for each: equal entities are the same object. */
export type Entity = { readonly type: string; readonly id: string }

const known = new Map<string, Entity>()

export function entity(type: string, id: string): Entity {
  const key = `${type}::${id}`
  let found = known.get(key)
  if (found === undefined) {
    found = Object.freeze({ type, id })
    known.set(key, found)
  }
  return found
}

/** The entities of a list, shared between asks that hold the same words; most asks hold few. */
export function entitySet(type: string, ids: readonly string[]): ReadonlySet<Entity> {
  const key = `${type}::${ids.join(' ')}`
  let found = sets.get(key)
  if (found === undefined) {
    found = new Set(ids.map((id) => entity(type, id)))
    // Hostile: an asker chooses the lists, so only so many are kept.
    if (sets.size < 4_096) sets.set(key, found)
  }
  return found
}

const sets = new Map<string, ReadonlySet<Entity>>()
