import { z } from 'zod'
import {
  type ContactChannel,
  choicesMark,
  contactChannels,
  longestMailLine,
  longestPickUp,
  type Opened,
  type PatronChoices,
  type PatronReach,
  patronActorOf,
  revealsName,
  safeChannels,
} from '../../gate/index.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ChoiceList,
  type FieldError,
  Form,
  StatusNote,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { formatsOf, languageNames, languages, offeredLanguages } from '../../platform/i18n/language.ts'
import { letterheadFor } from '../../staff/index.ts'
import { otherSystemLends } from '../other-system-store.ts'
import type { PatronServices } from '../services.ts'
import { isUsableAlias, maxAliasLength, savePatronChoices } from '../sign-in.ts'
import { ownPageWords } from '../words/own.ts'
import { forgetPatronSession } from './my-sign-in.tsx'
import { Advice } from './record-parts.tsx'

/** Boxes of one name: none, one or several are sent. */
const ticked = <One extends z.ZodType>(one: One, most: number) =>
  z.preprocess(
    (sent) => (sent === undefined ? [] : [sent].flat().filter((each) => each !== '')),
    z.array(one).max(most),
  )
export const choicesForm = z.strictObject({
  language: z.enum(['', ...languages]),
  refuses: ticked(z.enum(contactChannels), contactChannels.length),
  safe: ticked(z.enum(safeChannels), safeChannels.length),
  alias: z.string().trim().max(60),
  pickUp: z.string().trim().max(longestPickUp).default(''),
  only: ticked(z.string().max(200), 20),
  mailStreet: z.string().trim().max(longestMailLine).default(''),
  mailTown: z.string().trim().max(longestMailLine).default(''),
  /** Mark of the choices as opened. */
  opened: z.string().max(60),
})
export const ownCardLostForm = z.strictObject({})

export async function choicesPage(context: PatronContext<PatronServices>): Promise<Response> {
  const now = await chosenNow(context)
  const isSaved = context.c.req.query('done') !== undefined
  return choicesFormPage(context, { ...now, said: isSaved ? whatFollows(context, now) : undefined })
}

/** Said after saving: two lists of ways are easily taken for each other. */
function whatFollows(
  context: PatronContext,
  {
    chosen: { refuses = [], pickUp },
    reach: { only = [] },
    onFile,
  }: Pick<ChoicesFormState, 'chosen' | 'reach' | 'onFile'>,
): string {
  const { choose } = ownPageWords(context)
  const formats = formatsOf(context)
  const ways = refuses.map((way) => choose.refused[way])
  const used = only.filter((one) => onFile.includes(one))
  return [
    choose.saved,
    ...(ways.length > 0 ? [choose.willNot(formats.either(ways))] : []),
    ...(only.length === 0 ? [choose.mayUseAll] : used.length > 0 ? [choose.willUse(formats.all(used))] : []),
    ...(pickUp === undefined ? [] : [choose.mayPickUp(pickUp)]),
  ].join(' ')
}

async function chosenNow(
  context: PatronContext<PatronServices>,
): Promise<Pick<ChoicesFormState, 'chosen' | 'reach' | 'onFile' | 'opened'>> {
  const { services, own } = context
  const { told } = await services.gate.own({ self: patronActorOf(context), records: ['contact'] })
  const { choices: chosen = {}, reach = {}, phones = [], emails = [] } = told[0]?.opened.contact ?? {}
  const opened = choicesMark(services.ring, own.patronId, chosen, reach)
  return { chosen, reach, onFile: [...phones, ...emails], opened }
}

type ChoicesFormState = {
  readonly chosen: PatronChoices
  readonly reach: PatronReach
  /** Their phone numbers and e-mail addresses. */
  readonly onFile: readonly string[]
  readonly opened: string
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
  /** Changed since the form was opened: nothing was saved, and these are current. */
  readonly changed?: boolean
}

function choicesFormPage(
  context: PatronContext,
  { chosen, reach, onFile, opened, errors = [], said, changed = false }: ChoicesFormState,
) {
  const own = ownPageWords(context)
  const { choose } = own
  return showForm(
    context,
    {
      title: choose.title,
      errors,
      status: changed ? 409 : errors.length > 0 ? 422 : 200,
      intro: (
        <>
          <StatusNote said={said} />
          {changed && <Alert kind="warning">{choose.changed}</Alert>}
          {errors.length === 0 && <NoWayLeft context={context} contact={{ reach, phones: onFile }} />}
        </>
      ),
    },
    <Form context={context} action="/me/choices" class="carrel-form carrel-together">
      <input type="hidden" name="opened" value={opened} />
      <section>
        <h2>{choose.language}</h2>
        <ChoiceList
          type="radio"
          name="language"
          legend={choose.language}
          chosen={[chosen.language ?? '']}
          choices={[
            { value: '', label: choose.anyLanguage },
            ...offeredLanguages(context.pack).map((value) => ({ value, label: languageNames[value] })),
          ]}
        />
      </section>
      <TickList
        name="refuses"
        legend={choose.refuses}
        hint={choose.refusesHint}
        ticked={chosen.refuses}
        choices={contactChannels.map((value) => ({ value, label: choose.channel[value] }))}
        errors={errors}
      />
      {limitable(reach, onFile).length > 0 && (
        <TickList
          name="only"
          legend={choose.only}
          hint={choose.onlyHint}
          ticked={reach.only}
          choices={limitable(reach, onFile).map((value) => ({
            value,
            label: onFile.includes(value) ? value : choose.notOnFile(value),
          }))}
        />
      )}
      <section>
        <h2>{choose.mailTo}</h2>
        <p>{choose.mailToHint}</p>
        {(['mailStreet', 'mailTown'] as const).map((name, line) => (
          <TextField
            name={name}
            label={choose[name]}
            maxlength={longestMailLine}
            value={reach.mailTo?.[line] ?? ''}
            errors={errors}
          />
        ))}
      </section>
      <TickList
        name="safe"
        legend={choose.safe}
        hint={choose.safeHint}
        ticked={chosen.safe}
        choices={safeChannels.map((value) => ({ value, label: choose.channel[value] }))}
      />
      <section>
        <TextField
          name="alias"
          label={choose.alias}
          hint={choose.aliasHint}
          maxlength={maxAliasLength}
          value={chosen.alias ?? ''}
          errors={errors}
        />
        <TextField
          name="pickUp"
          label={choose.pickUp}
          hint={choose.pickUpHint}
          maxlength={longestPickUp}
          value={chosen.pickUp ?? ''}
          errors={errors}
        />
      </section>
      <SubmitButton look="big">{choose.save}</SubmitButton>
      <BackLink href="/me">{own.back}</BackLink>
    </Form>,
  )
}

/** Also what is no longer on file: without it, saving something else would lift the limit. */
const limitable = ({ only = [] }: PatronReach, onFile: readonly string[]) => [
  ...new Set([...onFile, ...only]),
]

type NoWayLeftProps = {
  readonly context: PatronContext
  readonly contact: Partial<NonNullable<Opened['contact']>> | undefined
}

/** All that they limited us to came off the record, so that no message reaches them. */
export const NoWayLeft = ({ context, contact: { reach, phones = [], emails = [] } = {} }: NoWayLeftProps) => {
  const { choose } = ownPageWords(context)
  const { only = [] } = reach ?? {}
  if (only.length === 0 || only.some((one) => [...phones, ...emails].includes(one))) return null
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {choose.noWayLeft} <TextLink href="/me/choices#only">{choose.chooseWays}</TextLink>
      </p>
    </Alert>
  )
}

/** Its empty field is sent where nothing is ticked. */
function TickList({
  name,
  legend,
  hint,
  ticked = [],
  choices,
  errors = [],
}: {
  readonly name: string
  readonly legend: string
  readonly hint: string
  readonly ticked?: readonly string[] | undefined
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly errors?: readonly FieldError[]
}) {
  return (
    <section>
      <h2 id={name}>{legend}</h2>
      <p>{hint}</p>
      <input type="hidden" name={name} value="" />
      <ChoiceList
        type="checkbox"
        name={name}
        legend={legend}
        chosen={ticked}
        choices={choices}
        errors={errors}
      />
    </section>
  )
}

export async function saveChoices(
  context: PatronContext<PatronServices>,
  { language, refuses, safe, alias, pickUp, opened, ...sent }: z.infer<typeof choicesForm>,
): Promise<Response> {
  const { c, services, own } = context
  const choices: PatronChoices = {
    ...(language !== '' && { language }),
    ...(refuses.length > 0 && { refuses }),
    ...(alias !== '' && { alias }),
    ...(pickUp !== '' && { pickUp }),
    ...(safe.length > 0 && { safe }),
  }
  const { onFile, reach: before } = await chosenNow(context)
  const reach = reachSent(sent, limitable(before, onFile))
  const error =
    refusesAll(context, refuses) ?? mailToError(context, sent) ?? (await aliasError(context, alias))
  if (error !== undefined)
    return choicesFormPage(context, { chosen: choices, reach, onFile, opened, errors: [error] })
  const isKept = await savePatronChoices(services, own.patronId, { choices, reach, opened })
  if (!isKept) return choicesFormPage(context, { ...(await chosenNow(context)), changed: true })
  return c.redirect('/me/choices?done', 303)
}

function refusesAll(context: PatronContext, refuses: readonly ContactChannel[]): FieldError | undefined {
  const all = contactChannels.every((channel) => refuses.includes(channel))
  return all ? { field: 'refuses', message: ownPageWords(context).choose.all } : undefined
}

type ReachSent = Pick<z.infer<typeof choicesForm>, 'only' | 'mailStreet' | 'mailTown'>

/** Hostile: only what the form offered counts. */
function reachSent({ only, mailStreet, mailTown }: ReachSent, offered: readonly string[]): PatronReach {
  const theirs = only.filter((one) => offered.includes(one))
  const mailTo = [mailStreet, mailTown].filter((line) => line !== '')
  return { ...(theirs.length > 0 && { only: theirs }), ...(mailTo.length > 0 && { mailTo }) }
}

function mailToError(context: PatronContext, { mailStreet, mailTown }: ReachSent): FieldError | undefined {
  const { mailToPart } = ownPageWords(context).choose
  if ((mailStreet === '') === (mailTown === '')) return undefined
  return { field: mailStreet === '' ? 'mailStreet' : 'mailTown', message: mailToPart }
}

/** A slip on the shelf is public, so an alias must not identify its reader. */
async function aliasError(
  context: PatronContext<PatronServices>,
  alias: string,
): Promise<FieldError | undefined> {
  if (alias === '') return undefined
  const { aliasUnfit, aliasIsName } = ownPageWords(context).choose
  if (!isUsableAlias(alias)) return { field: 'alias', message: aliasUnfit }
  const { told } = await context.services.gate.own({ self: patronActorOf(context), records: ['identity'] })
  const isName = told.some(({ opened: { identity } }) => identity && revealsName(alias, identity))
  return isName ? { field: 'alias', message: aliasIsName } : undefined
}

/** Not confirmed again: a mistake is easily reverted at the counter. */
export async function ownCardLostPage(context: PatronContext): Promise<Response> {
  const own = ownPageWords(context)
  const lendsElsewhere = await otherSystemLends(context)
  return show(
    context,
    own.lost.title,
    <div class="carrel-narrow">
      <h1>{own.lost.title}</h1>
      <p class="usa-intro">{own.lost.says}</p>
      {lendsElsewhere && <p>{own.lost.lendsElsewhere}</p>}
      <Form context={context} action="/me/lost">
        <SubmitButton look="big">{own.lost.button}</SubmitButton>
      </Form>
      <BackLink href="/me">{own.back}</BackLink>
    </div>,
  )
}

/** Also ends the session, so that a finder of the card sees nothing. */
export async function reportOwnCardLost(context: PatronContext<PatronServices>): Promise<Response> {
  const { services, own } = context
  await services.cards.reportOwn(patronActorOf(context), own.cardId)
  forgetPatronSession(context)
  const { done, doneSays, lendsElsewhere, meanwhile, reach } = ownPageWords(context).lost
  const { heading } = await letterheadFor(context)
  const lines = [...heading.reach, ...heading.from]
  const isElsewhere = await otherSystemLends(context)
  return show(
    { ...context, own: null },
    done,
    <div class="carrel-narrow">
      <h1>{done}</h1>
      <p class="usa-intro">{doneSays}</p>
      {isElsewhere && <p>{lendsElsewhere}</p>}
      <p>{meanwhile}</p>
      <Advice context={{ ...context, own: null }} />
      {lines.length > 0 && (
        <>
          <h2>{reach}</h2>
          <p>
            {lines.map((line) => (
              <span class="carrel-line">{line} </span>
            ))}
          </p>
        </>
      )}
    </div>,
  )
}
