import { z } from 'zod'
import { caseFromEvents } from '../../cases/index.ts'
import { actorNames, showsCopies } from '../../cases/pages/index.ts'
import { actorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  type FieldError,
  Form,
  SubmitButton,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { entrySentence } from '../../register/pages/index.ts'
import { accountNames } from '../../staff/index.ts'
import { accountWords } from '../../staff/pages/index.ts'
import type { SealedCase } from '../case-storage.ts'
import type { GroupNote } from '../intake.ts'
import {
  type AccessGroup,
  accessGroups,
  allSlots,
  groupOfSlot,
  hasAcknowledged,
  type SealedMatter,
  slotsOfGroup,
} from '../matter.ts'
import { emptyProofFile, matterProofFile } from '../matter-actions.ts'
import { type SealedContext, seesSealed } from '../services.ts'
import { type SealedSession, type ShownPassphrase, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'
import { ifProvable, inMatter, matterFields, proofDownload } from './matter.tsx'
import { hasEvidence, onSealedPage, Passphrase } from './matters.tsx'

/** `entry`: its position in the log; '' for all of it. */
export const proofForm = z.strictObject({
  ...matterFields,
  entry: z
    .string()
    .regex(/^\d{0,7}$/)
    .optional(),
  said: z.uuid(),
})
export const emptyProofForm = z.strictObject({ side: z.enum(accessGroups), said: z.uuid() })
export const giveUpForm = z.strictObject({
  side: z.enum(accessGroups),
  cell: z.coerce.number().int().min(1).max(allSlots.length),
})

/** What shows later what was sealed and what was not: slots, proofs and the groups' notes. Not found to everyone else. */
export function evidencePage(context: SealedContext): Promise<Response> {
  return renderEvidence(context, {})
}

type EvidencePage = {
  readonly errors?: readonly FieldError[]
  /** The earlier choice: someone who asked for one entry must not get all by submitting again. */
  readonly chosen?: { readonly reference: string; readonly entry: string | undefined }
}

async function renderEvidence(
  context: SealedContext,
  { errors = [], chosen }: EvidencePage,
): Promise<Response> {
  const actor = actorOf(context)
  const unlocked = sessionOf(actor)
  if (unlocked === undefined) return notFoundPage(context)
  const matters = await Promise.all(unlocked.references.map((reference) => unlocked.read(reference)))
  if (!hasEvidence(context, unlocked, matters)) return notFoundPage(context)
  const { evidence: say, matter: matterSays } = sealedWords(context)
  const { sealedAccess } = context.services
  const provable = matters.filter(
    (it) => sealedAccess.answersFor(actor, it.side) && hasAcknowledged(it, actor),
  )
  const closed = provable.filter((it) => caseFromEvents((it.file as SealedCase).events).closed)
  return showForm(
    context,
    { title: say.title, errors, intro: <p class="usa-intro">{say.says}</p> },
    <>
      {unlocked.damaged.map((cell) => (
        <Damaged context={context} unlocked={unlocked} cell={cell} />
      ))}
      {await Promise.all(unlocked.sides.map((side) => GroupEvidence({ context, unlocked, side })))}
      {provable.length > 0 && (
        <section aria-labelledby="proofs">
          <h2 id="proofs">{matterSays.proof}</h2>
          <p>{matterSays.proofSays}</p>
          {
            await Promise.all(
              provable.map(async (matter) => (
                <details open={provable.length === 1 || chosen?.reference === matter.reference}>
                  <summary>{matter.reference}</summary>
                  {
                    await MatterProof({
                      context,
                      matter,
                      said: unlocked.files.say(`proof ${matter.reference}`),
                      entry: chosen?.reference === matter.reference ? chosen.entry : '',
                    })
                  }
                </details>
              )),
            )
          }
        </section>
      )}
      {closed.length > 0 && (
        <section aria-labelledby="safe">
          <h2 id="safe">{say.safe}</h2>
          {closed.map(({ reference }) => (
            <>
              <h3>{reference}</h3>
              <Archive context={context} unlocked={unlocked} reference={reference} />
            </>
          ))}
        </section>
      )}
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
  )
}

type GroupEvidenceProps = {
  readonly context: SealedContext
  readonly unlocked: SealedSession
  readonly side: AccessGroup
}

async function GroupEvidence({ context, unlocked, side }: GroupEvidenceProps) {
  const say = sealedWords(context)
  const free = unlocked.unusedCells(side).length
  const notes = unlocked.notesOf(side)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      <p>{say.free(free, slotsOfGroup(side).length)}</p>
      {free > 0 && context.services.sealedAccess.answersFor(actorOf(context), side) && (
        <EmptyProof context={context} unlocked={unlocked} side={side} />
      )}
      {notes.length > 0 && (await Notes({ context, notes }))}
    </section>
  )
}

const EmptyProof = ({ context, unlocked, side }: GroupEvidenceProps) => {
  const say = sealedWords(context)
  return (
    <>
      <h3>{say.showEmpty}</h3>
      <p>{say.showEmptySays}</p>
      <Form context={context} action="/sealed/proof" class="usa-form carrel-form">
        <input type="hidden" name="side" value={side} />
        <Passphrase context={context} said={unlocked.files.say(`proof ${side}`)} />
        <SubmitButton look="outline">{say.matter.proofGo}</SubmitButton>
      </Form>
    </>
  )
}

async function Notes({
  context,
  notes,
}: {
  readonly context: StaffContext
  readonly notes: readonly GroupNote[]
}) {
  const say = sealedWords(context)
  const formats = formatsOf(context)
  const names = await actorNames(context)
  return (
    <>
      <h3>{say.notes.heading}</h3>
      <ul>
        {notes.map(({ what, id, at, by, reason, hash }) => (
          <li>
            {say.notes[what](names.get(by) ?? by, formats.moment(new Date(at), context.pack.timeZone), id)}{' '}
            <span class="carrel-written">{reason}</span>
            {hash && (
              <>
                <br />
                <span class="carrel-small">
                  {say.notes.hash} <span class="carrel-reference">{hash}</span>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type DamagedProps = Omit<GroupEvidenceProps, 'side'> & { readonly cell: number }

const Damaged = ({ context, unlocked, cell }: DamagedProps) => {
  const { damage: say } = sealedWords(context)
  const side = groupOfSlot(cell)
  const may =
    unlocked.sides.includes(side) && context.services.sealedAccess.answersFor(actorOf(context), side)
  return (
    <>
      <Alert kind="warning">{say.cell(cell)}</Alert>
      {may && (
        <ActionButton
          context={context}
          action="/sealed/give-up"
          name="cell"
          value={String(cell)}
          says={say.giveUp}
          called={say.giveUpOf(cell)}
        >
          <input type="hidden" name="side" value={side} />
        </ActionButton>
      )}
    </>
  )
}

const mostChoices = 200

async function MatterProof({
  context,
  matter,
  said,
  entry,
}: {
  readonly context: StaffContext
  readonly matter: SealedMatter
  readonly said: ShownPassphrase
  readonly entry: string | undefined
}) {
  const { matter: say } = sealedWords(context)
  const formats = formatsOf(context)
  const names = await accountNames(context.services.app)
  const choices = matter.log
    .map(({ id, entry }, nth) => {
      const { subjects, case: _, document: __, ...rest } = entry
      const listed = {
        as: 'told',
        index: BigInt(nth),
        reference: id,
        entry: { ...rest, patrons: subjects?.length ?? 0 },
      } as const
      const when = formats.moment(new Date(entry.at), context.pack.timeZone)
      return { nth, says: `${nth + 1}. ${when}: ${entrySentence(context, listed, names)}` }
    })
    .slice(-mostChoices)
  return (
    <Form context={context} action="/sealed/matter/proof" class="usa-form carrel-form">
      <input type="hidden" name="reference" value={matter.reference} />
      <label class="usa-label" for={`entry-${matter.reference}`}>
        {say.proofOf}
      </label>
      <select class="usa-select" name="entry" id={`entry-${matter.reference}`}>
        <option value="">{say.proofOfAll}</option>
        {choices.map(({ nth, says }) => (
          <option value={String(nth)} selected={String(nth) === entry}>
            {says}
          </option>
        ))}
      </select>
      <p class="carrel-small">{say.proofOfOne}</p>
      <Passphrase context={context} said={said} />
      <SubmitButton look="outline" called={`${say.proofGo}: ${matter.reference}`}>
        {say.proofGo}
      </SubmitButton>
    </Form>
  )
}

/** A whole matter includes copies of records, so it is given out only where both may be shown. */
export const mayArchiveHere = (context: StaffContext): boolean => seesSealed(context) && showsCopies(context)

const Archive = ({
  context,
  unlocked,
  reference,
}: {
  readonly context: SealedContext
  readonly unlocked: SealedSession
  readonly reference: string
}) => {
  const { ends: say } = sealedWords(context)
  if (!mayArchiveHere(context)) return <p>{say.archiveInside}</p>
  return (
    <>
      <p>{say.archiveSays}</p>
      <ol class="usa-list">
        <li>
          <p>{say.archiveFirst}</p>
          <ActionButton
            context={context}
            action="/sealed/archive/file"
            name="reference"
            value={reference}
            says={say.file}
            called={say.fileOf(reference)}
          >
            <Passphrase context={context} said={unlocked.files.say(`archive ${reference}`)} />
          </ActionButton>
        </li>
        <li>
          <p>{say.archiveThen}</p>
          <ActionButton
            context={context}
            action="/sealed/archive"
            name="reference"
            value={reference}
            says={say.archive}
            called={say.archiveOf(reference)}
            look="secondary"
          />
        </li>
      </ol>
    </>
  )
}

/** Only for officers: others have no use for it, and it stays valid after access is removed. */
export function matterProof(
  context: SealedContext,
  { reference, entry: place, said }: z.infer<typeof proofForm>,
): Promise<Response> {
  return inMatter(context, reference, async ({ actor, unlocked, matter }) => {
    const { sealedAccess, ring } = context.services
    const { matter: say, otherPassphrase } = sealedWords(context)
    if (!sealedAccess.answersFor(actor, matter.side)) return onSealedPage(context, say.refused['not-yours'])
    const refused = (message: string) =>
      renderEvidence(context, { errors: [{ field: 'main', message }], chosen: { reference, entry: place } })
    const secret = unlocked.files.passphraseOf(`proof ${reference}`, said)
    if (secret === undefined) return refused(otherPassphrase)
    const entry = place ? Number(place) : undefined
    if (entry !== undefined && entry >= matter.log.length) return notFoundPage(context)
    const file = await ifProvable(matterProofFile(unlocked, reference, ring, secret, entry))
    if (file === undefined) return refused(say.proofWaits)
    await sealedAccess.noteMade(actor, unlocked, reference, 'proof-made')
    return proofDownload(context, file)
  })
}

/** Only for officers, because it tells how many slots are free. */
export async function emptyProof(
  context: SealedContext,
  { side, said }: z.infer<typeof emptyProofForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const { services } = context
  const unlocked = sessionOf(actor)
  if (!unlocked?.sides.includes(side) || !services.sealedAccess.answersFor(actor, side))
    return notFoundPage(context)
  const say = sealedWords(context)
  const refused = (message: string) => renderEvidence(context, { errors: [{ field: 'main', message }] })
  const secret = unlocked.files.passphraseOf(`proof ${side}`, said)
  if (secret === undefined) return refused(say.otherPassphrase)
  const made = emptyProofFile(unlocked, { side }, services.ring, secret)
  const file = await ifProvable(made.then((bytes) => bytes ?? 'none-free'))
  if (file === undefined) return refused(say.matter.proofWaits)
  return file === 'none-free' ? refused(say.noneFree) : proofDownload(context, file)
}

export async function giveUpSlot(
  context: SealedContext,
  { side, cell }: z.infer<typeof giveUpForm>,
): Promise<Response> {
  const actor = actorOf(context)
  const unlocked = sessionOf(actor)
  if (!unlocked?.sides.includes(side) || !context.services.sealedAccess.answersFor(actor, side))
    return context.c.redirect('/sealed', 303)
  if (await unlocked.giveUp(side, cell)) return context.c.redirect('/sealed/evidence', 303)
  const message = sealedWords(context).damage.opens
  return renderEvidence(context, { errors: [{ field: 'main', message }] })
}
