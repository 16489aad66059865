/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { OpenedGuardian } from '../../disclosure/guardians-opened.ts'
import type { Visit } from '../visit.ts'
import { guardiansWords } from '../words/guardians.ts'
import { formatsOf } from '../words/told.ts'
import { Word } from './form.tsx'

/** A button that posts random numbers alone. */
export const Act = (props: {
  readonly visit: Visit
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly children: Child
}) => (
  <form method="post" action={props.action}>
    <Word visit={props.visit} />
    {Object.entries(props.values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class="usa-button usa-button--outline">
      {props.children}
    </button>
  </form>
)

type ListProps = {
  readonly visit: Visit
  readonly id: string
  readonly guardians: readonly OpenedGuardian[]
  /** Of the accounts that this person may be told of. */
  readonly names: ReadonlyMap<string, string> | undefined
}

/** Who is on file: the name, whether they signed, what was seen. No address: another guardian may stand at the counter. */
export const GuardianList = ({ visit, id, guardians, names }: ListProps) => {
  const words = guardiansWords(visit)
  if (guardians.length === 0) return <p class="usa-intro">{words.none}</p>
  return (
    <>
      {guardians.map((guardian) => {
        const values = { id, link: guardian.link }
        return (
          <div class="carrel-computer">
            <div>
              <strong>{fullName(guardian)}</strong>
              <span class="usa-tag carrel-tag">{whetherSigned(visit, guardian)}</span>
              {guardian.noted && (
                <>
                  <br />
                  {howNoted(visit, guardian.noted, names)}
                </>
              )}
            </div>
            {guardian.liable && (
              <Act visit={visit} action="/counter/letter" values={values}>
                {words.letter}
              </Act>
            )}
            <Act visit={visit} action="/counter/guardian-change" values={values}>
              {words.change}
            </Act>
            <Act visit={visit} action="/counter/guardian-remove" values={values}>
              {words.remove}
            </Act>
          </div>
        )
      })}
    </>
  )
}

/** "Ada Berg" */
export function fullName({ name }: Pick<OpenedGuardian, 'name'>): string {
  return [name?.firstName, name?.otherNames, name?.surname].filter(Boolean).join(' ')
}

/** Of an imported guardian nobody at this library has seen a signature, so none is claimed (Reg 3). */
function whetherSigned(visit: Visit, { liable, noted }: OpenedGuardian): string {
  const guardians = guardiansWords(visit)
  if (noted === undefined) return liable ? guardians.imported.liable : guardians.imported.notLiable
  return liable ? guardians.signed : guardians.didNotSign
}

function howNoted(
  visit: Visit,
  noted: NonNullable<OpenedGuardian['noted']>,
  names: ListProps['names'],
): string {
  const guardians = guardiansWords(visit)
  const told = formatsOf(visit)
  const papers = told.all(noted.checked.map((check) => guardians.checks[check]))
  const day = told.day(noted.on)
  if (names === undefined) return guardians.seen(papers, day)
  return guardians.seenBy(papers, day, names.get(noted.by) ?? guardians.someone)
}
