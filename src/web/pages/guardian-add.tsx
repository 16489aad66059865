/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Added } from '../../lending/guardians.ts'
import {
  addressErrors,
  contactOf,
  personFields,
  shownErrors,
  shownFields,
  shownOf,
} from '../guardian-form.ts'
import { closeLater } from '../views/closing.tsx'
import { type FieldError, TextField, Word } from '../views/form.tsx'
import { AddressFields, NameFields, ShownFields } from '../views/guardian-fields.tsx'
import { Act, fullName } from '../views/guardian-list.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { guardiansWords } from '../words/guardians.ts'
import { donePage, fileOf, formPage, gonePage, notHere } from './guardian-pages.tsx'

const card = z.string().trim().max(64).optional()
const row = { id: z.uuid(), link: z.uuid() } as const
export const addForm = z.strictObject({
  ...{ id: z.uuid(), made: z.uuid().optional(), card },
  ...shownFields,
  ...personFields,
})
const { street, town, phone } = personFields
export const changeForm = z.strictObject({ ...row, ...shownFields, street, town, phone })
export const alsoForm = z.strictObject({ ...row, ...shownFields, card })

/** Puts somebody on file who is here. */
export async function addGuardian(visit: StaffVisit, sent: z.infer<typeof addForm>): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return notHere(visit)
  if (sent.sent === undefined) return addPage(visit, sent, [])
  const errors = [...whoErrors(sent, words), ...shownErrors(sent, words)]
  if (errors.length > 0) return addPage(visit, sent, errors)
  const { id, card: number, made = randomUUID(), firstName = '', surname = '' } = sent
  const guardian = number
    ? { card: number }
    : { id: made, name: { surname, firstName }, contact: contactOf(sent) }
  const added = await house.guardians.add(actorOf(visit), { patronId: id, guardian, ...shownOf(sent) })
  return afterAdding(visit, added, id, (message) => addPage(visit, sent, [{ field: 'card', message }]))
}

function whoErrors(sent: z.infer<typeof addForm>, words: ReturnType<typeof guardiansWords>): FieldError[] {
  const { card: number, firstName, surname, street, town, phone } = sent
  const { missing } = words
  const isTyped = [firstName, surname, street, town, phone].some(Boolean)
  if (number) return isTyped ? [{ field: 'card', message: missing.one }] : []
  if (!isTyped) return [{ field: 'card', message: missing.who }]
  return [
    ...(firstName ? [] : [{ field: 'firstName', message: missing.firstName }]),
    ...(surname ? [] : [{ field: 'surname', message: missing.surname }]),
    ...addressErrors(sent, words),
  ]
}

function afterAdding(
  visit: StaffVisit,
  added: Added,
  id: string,
  again: (message: string) => Response | Promise<Response>,
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  if (added === 'not-here') return notHere(visit)
  if (added === 'not-on-file') return gonePage(visit)
  if (added !== 'added') return again(words.notAdded[added])
  return donePage(visit, { heading: words.added, says: words.addedSays, id })
}

function addPage(
  visit: StaffVisit,
  sent: z.infer<typeof addForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  return formPage(visit, { heading: words.add, says: words.addSays, id: sent.id, errors }, [
    <form method="post" action="/counter/guardian-add" class="carrel-question">
      <Word visit={visit} />
      <input type="hidden" name="id" value={sent.id} />
      <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
      <TextField
        name="card"
        label={words.card}
        hint={words.cardHint}
        {...(sent.card !== undefined && { value: sent.card })}
        maxlength={64}
        errors={errors}
      />
      <h2>{words.noCard}</h2>
      <NameFields visit={visit} sent={sent} errors={errors} />
      <AddressFields visit={visit} sent={sent} errors={errors} />
      <ShownFields visit={visit} sent={sent} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.add}
      </button>
    </form>,
  ])
}

/** Whether they signed, what they showed now, and where somebody without a card lives. */
export async function changeGuardian(visit: StaffVisit, sent: z.infer<typeof changeForm>): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return notHere(visit)
  const { id, link, street: line } = sent
  if (sent.sent === undefined) return changePage(visit, sent, [])
  const address = line === undefined ? [] : addressErrors(sent, words)
  const errors = [...address, ...shownErrors(sent, words)]
  if (errors.length > 0) return changePage(visit, sent, errors)
  const changed = await house.guardians.change(actorOf(visit), {
    ...{ patronId: id, link, ...shownOf(sent) },
    ...(line !== undefined && { contact: contactOf(sent) }),
  })
  if (changed === 'not-here') return notHere(visit)
  if (changed === 'not-on-file') return gonePage(visit)
  return donePage(visit, { heading: words.changed, says: words.changedSays, id })
}

async function changePage(
  visit: StaffVisit,
  sent: z.infer<typeof changeForm>,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = guardiansWords(visit)
  const { id, link } = sent
  const guardian = (await fileOf(visit, id, link))?.guardians[0]
  if (guardian === undefined) return gonePage(visit)
  const [[firstLine, secondLine] = []] = guardian.contact?.addresses ?? []
  const known = { street: firstLine, town: secondLine, phone: guardian.contact?.phones[0] }
  const was = { ...known, liable: guardian.liable ? 'yes' : 'no', ...sent }
  closeLater(visit, '/counter')
  const heading = words.changeTitle(fullName(guardian))
  return formPage(visit, { heading, says: words.changeSays, id, errors }, [
    <form method="post" action="/counter/guardian-change" class="carrel-question">
      <Handles visit={visit} id={id} link={link} />
      {!guardian.isPatron && <AddressFields visit={visit} sent={was} errors={errors} />}
      <ShownFields visit={visit} sent={was} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.save}
      </button>
    </form>,
    <div class="carrel-acts">
      <Act visit={visit} action="/counter/guardian-also" values={{ id, link }}>
        {words.also}
      </Act>
    </div>,
  ])
}

/** The same guardian for another child, whose card is here. */
export async function alsoGuardian(visit: StaffVisit, sent: z.infer<typeof alsoForm>): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return notHere(visit)
  const { id, link, card: number = '' } = sent
  if (sent.sent === undefined) return alsoPage(visit, sent, [])
  const noCard = number === '' ? [{ field: 'card', message: words.missing.card }] : []
  const errors = [...noCard, ...shownErrors(sent, words)]
  if (errors.length > 0) return alsoPage(visit, sent, errors)
  const to = { patronId: id, link, card: number, ...shownOf(sent) }
  const added = await house.guardians.addTo(actorOf(visit), to)
  return afterAdding(visit, added, id, (message) => alsoPage(visit, sent, [{ field: 'card', message }]))
}

function alsoPage(
  visit: StaffVisit,
  sent: z.infer<typeof alsoForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const { id, link } = sent
  return formPage(visit, { heading: words.also, says: words.alsoSays, id, errors }, [
    <form method="post" action="/counter/guardian-also" class="carrel-question">
      <Handles visit={visit} id={id} link={link} />
      <TextField
        name="card"
        label={words.alsoCard}
        {...(sent.card !== undefined && { value: sent.card })}
        maxlength={64}
        autofocus
        errors={errors}
      />
      <ShownFields visit={visit} sent={sent} errors={errors} />
      <button type="submit" class="usa-button usa-button--big carrel-go">
        {words.alsoAdd}
      </button>
    </form>,
  ])
}

type HandlesProps = { readonly visit: StaffVisit; readonly id: string; readonly link: string }

/** Which row of whose file: random numbers. */
const Handles = ({ visit, id, link }: HandlesProps) => (
  <>
    <Word visit={visit} />
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="link" value={link} />
  </>
)
