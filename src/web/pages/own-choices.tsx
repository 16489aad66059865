/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type Channel, type Choices, channels, tellsName } from '../../contact/choices.ts'
import { choicesMark } from '../../disclosure/choices-mark.ts'
import { changeChoices, isAlias, longestAlias } from '../../own/choices.ts'
import { otherSystemLends } from '../other-system-lends.ts'
import { Alert } from '../views/alert.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { Note } from '../views/note.tsx'
import { type OwnVisit, selfOf } from '../visit.ts'
import { frameWords } from '../words/frame.ts'
import { languageNames, languages, offered } from '../words/language.ts'
import { ownPageWords } from '../words/own.ts'
import { forgetOwn } from './own-sign-in.tsx'

const several = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat().filter((one) => one !== '')),
  z.array(z.enum(channels)).max(channels.length),
)
export const choicesForm = z.strictObject({
  language: z.enum(['', ...languages]),
  refuses: several,
  alias: z.string().trim().max(60),
  /** The mark of what was chosen when it was opened. */
  opened: z.string().max(60),
})
export const lostForm = z.strictObject({})

/** How the library may turn to somebody, as they chose it. */
export async function choicesPage(visit: OwnVisit): Promise<Response> {
  const now = await chosenNow(visit)
  const saved = visit.c.req.query('done') === undefined ? undefined : ownPageWords(visit).choose.saved
  return page(visit, { ...now, said: saved })
}

async function chosenNow(visit: OwnVisit): Promise<{ readonly chosen: Choices; readonly opened: string }> {
  const { house, own } = visit
  const { told } = await house.gate.own({ self: selfOf(visit), records: ['contact'] })
  const chosen = told[0]?.opened.contact?.choices ?? {}
  return { chosen, opened: choicesMark(house.ring, own.patronId, chosen) }
}

type Form = {
  readonly chosen: Choices
  readonly opened: string
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
  /** They were changed since the form that was sent was opened: nothing of it counts, and these are the ones there are. */
  readonly changed?: boolean
}

function page(visit: OwnVisit, { chosen, opened, errors = [], said, changed = false }: Form) {
  const own = ownPageWords(visit)
  const frame = frameWords(visit)
  const { choose } = own
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(choose.title) : choose.title,
    <>
      <h1>{choose.title}</h1>
      <Note said={said} />
      {changed && (
        <Alert kind="warning">
          <p class="usa-alert__text">{choose.changed}</p>
        </Alert>
      )}
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/me/choices" class="carrel-form">
        <Word visit={visit} />
        <input type="hidden" name="opened" value={opened} />
        <h2>{choose.language}</h2>
        <ChoiceList
          type="radio"
          name="language"
          legend={choose.language}
          chosen={[chosen.language ?? '']}
          choices={[
            { value: '', label: choose.anyLanguage },
            ...offered(visit.pack).map((value) => ({ value, label: languageNames[value] })),
          ]}
        />
        <h2 id="refuses">{choose.refuses}</h2>
        <p>{choose.refusesHint}</p>
        <input type="hidden" name="refuses" value="" />
        <ChoiceList
          type="checkbox"
          name="refuses"
          legend={choose.refuses}
          chosen={chosen.refuses ?? []}
          choices={channels.map((value) => ({ value, label: choose.channel[value] }))}
        />
        <TextField
          name="alias"
          label={choose.alias}
          hint={choose.aliasHint}
          maxlength={longestAlias}
          value={chosen.alias ?? ''}
          errors={errors}
        />
        <button type="submit" class="usa-button usa-button--big">
          {choose.save}
        </button>
      </form>
    </>,
    changed ? 409 : errors.length > 0 ? 422 : 200,
  )
}

/** Keeps them, all together. */
export async function choose(
  visit: OwnVisit,
  { language, refuses, alias, opened }: z.infer<typeof choicesForm>,
): Promise<Response> {
  const { c, house, own } = visit
  const choices: Choices = {
    ...(language !== '' && { language }),
    ...(refuses.length > 0 && { refuses }),
    ...(alias !== '' && { alias }),
  }
  const error = refusesAll(visit, refuses) ?? (await aliasError(visit, alias))
  if (error !== undefined) return page(visit, { chosen: choices, opened, errors: [error] })
  const isKept = await changeChoices(house, own.patronId, { choices, opened })
  if (!isKept) return page(visit, { ...(await chosenNow(visit)), changed: true })
  return c.redirect('/me/choices?done', 303)
}

function refusesAll(visit: OwnVisit, refuses: readonly Channel[]): FieldError | undefined {
  const all = channels.every((channel) => refuses.includes(channel))
  return all ? { field: 'refuses', message: ownPageWords(visit).choose.all } : undefined
}

/** A slip stands on the shelf for all to see, so it must not say who its reader is. */
async function aliasError(visit: OwnVisit, alias: string): Promise<FieldError | undefined> {
  if (alias === '') return undefined
  const { aliasUnfit, aliasIsName } = ownPageWords(visit).choose
  if (!isAlias(alias)) return { field: 'alias', message: aliasUnfit }
  const { told } = await visit.house.gate.own({ self: selfOf(visit), records: ['identity'] })
  const isName = told.some(({ opened: { identity } }) => identity && tellsName(alias, identity))
  return isName ? { field: 'alias', message: aliasIsName } : undefined
}

/** Asked once: what is blocked by mistake is found again at the counter. */
export async function lostPage(visit: OwnVisit): Promise<Response> {
  const own = ownPageWords(visit)
  const lendsElsewhere = await otherSystemLends(visit)
  return show(
    visit,
    own.lost.title,
    <div class="carrel-narrow">
      <h1>{own.lost.title}</h1>
      <p class="usa-intro">{own.lost.says}</p>
      {lendsElsewhere && <p>{own.lost.lendsElsewhere}</p>}
      <form method="post" action="/me/lost">
        <Word visit={visit} />
        <button type="submit" class="usa-button usa-button--big">
          {own.lost.button}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/me">
          {own.back}
        </a>
      </p>
    </div>,
  )
}

/** Blocks the card, and with it the sign-in: nobody who found the card stays at the page. */
export async function reportLost(visit: OwnVisit): Promise<Response> {
  const { house, own } = visit
  await house.cards.reportOwn(selfOf(visit), own.cardId)
  forgetOwn(visit)
  const { done, doneSays, lendsElsewhere } = ownPageWords(visit).lost
  const isElsewhere = await otherSystemLends(visit)
  return show(
    { ...visit, own: null },
    done,
    <div class="carrel-narrow">
      <h1>{done}</h1>
      <p class="usa-intro">{doneSays}</p>
      {isElsewhere && <p>{lendsElsewhere}</p>}
    </div>,
  )
}
