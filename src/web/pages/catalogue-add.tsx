/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { line } from '../../contact/written.ts'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { Act } from '../views/guardian-list.tsx'
import { CopyFields, copyFields, copyOf, wrongInCatalogue, wrongInCopy } from '../views/item-fields.tsx'
import { show } from '../views/layout.tsx'
import { lenderOf, type StaffVisit } from '../visit.ts'
import { catalogueWords } from '../words/catalogue.ts'
import { frameWords } from '../words/frame.ts'
import { away, Back, gonePage } from './catalogue.tsx'

const text = z.string().max(300).optional()

/** `title`: of a copy of one that is here; `sent` once the form was on a screen. */
export const addForm = z.strictObject({
  ...{ title: z.uuid().optional(), made: z.uuid().optional(), sent: z.literal('yes').optional() },
  ...{ name: text, author: text, ...copyFields },
})
export const wordsForm = z.strictObject({
  ...{ title: z.uuid(), sent: z.literal('yes').optional(), name: text, author: text },
})
type AddSent = z.infer<typeof addForm>

/** An item of a new title. */
export function addPage(visit: StaffVisit): Response | Promise<Response> {
  return away(visit) ?? formPage(visit, {}, [])
}

/** Adds an item, and its title where that is new. */
export async function addItem(visit: StaffVisit, sent: AddSent): Promise<Response> {
  const refused = away(visit)
  if (refused !== undefined) return refused
  const { catalogue } = visit.house
  const known = sent.title === undefined ? undefined : await catalogue.titlePage(sent.title)
  if (sent.title !== undefined && known === undefined) return gonePage(visit)
  if (sent.sent === undefined) return formPage(visit, sent, [], known?.title)
  const errors = [...nameMissing(visit, sent), ...wrongInCopy(visit, sent)]
  if (errors.length > 0) return formPage(visit, sent, errors, known?.title)
  const at = (name: 'name' | 'author') => line(sent[name] ?? '')
  const { made = randomUUID() } = sent
  const added = await catalogue.add(lenderOf(visit), {
    ...{ made, ...copyOf(visit, sent) },
    of: sent.title ?? { title: at('name'), author: at('author') === '' ? null : at('author') },
  })
  if (added === 'not-here' || added === 'no-such-title') return gonePage(visit)
  if (added !== 'added') {
    const wrong = wrongInCatalogue(visit, added)
    return formPage(visit, { ...sent, made }, [wrong], known?.title)
  }
  return addedPage(visit, known?.title ?? at('name'), sent.title ?? made)
}

function nameMissing(visit: StaffVisit, { title, name }: AddSent): FieldError[] {
  if (title !== undefined || line(name ?? '') !== '') return []
  return [{ field: 'name', message: catalogueWords(visit).missing.name }]
}

function formPage(
  visit: StaffVisit,
  sent: AddSent,
  errors: readonly FieldError[],
  title?: string,
): Response | Promise<Response> {
  const words = catalogueWords(visit)
  const frame = frameWords(visit)
  const heading = title === undefined ? words.add : words.addCopy
  const isScan = errors.length > 0 && errors.every(({ field }) => field === 'barcode')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(heading) : heading,
    <>
      <h1>{heading}</h1>
      <ErrorSummary visit={visit} errors={errors} takesFocus={!isScan} />
      {title !== undefined && <p class="usa-intro">{title}</p>}
      <p>{words.addSays}</p>
      <form method="post" action="/items/add" class="carrel-question">
        <Word visit={visit} />
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
        {sent.title === undefined ? (
          <TitleFields visit={visit} sent={sent} errors={errors} />
        ) : (
          <input type="hidden" name="title" value={sent.title} />
        )}
        <CopyFields
          {...{ visit, sent, errors }}
          takesFocus={isScan ? 'with-error' : sent.title !== undefined}
        />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.addIt}
        </button>
      </form>
      <Back visit={visit} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type FieldsProps = {
  readonly visit: StaffVisit
  readonly sent: Pick<AddSent, 'name' | 'author'>
  readonly errors: readonly FieldError[]
}

const TitleFields = ({ visit, sent, errors }: FieldsProps) => {
  const words = catalogueWords(visit)
  return (
    <>
      <TextField
        {...{ name: 'name', label: words.name, hint: words.nameHint, maxlength: 300, errors }}
        value={sent.name ?? ''}
        autofocus
      />
      <TextField
        {...{ name: 'author', label: words.author, hint: words.authorHint, maxlength: 300, errors }}
        value={sent.author ?? ''}
      />
    </>
  )
}

function addedPage(visit: StaffVisit, name: string, titleId: string): Response | Promise<Response> {
  const words = catalogueWords(visit)
  return show(
    visit,
    words.added,
    <>
      <h1>{words.added}</h1>
      <p class="usa-intro">{words.addedSays(name)}</p>
      <div class="carrel-acts">
        <Act visit={visit} action="/items/add" values={{ title: titleId }}>
          {words.addCopy}
        </Act>
        <Act visit={visit} action="/items/title" values={{ title: titleId }}>
          {words.open}
        </Act>
      </div>
      <p>
        <a class="usa-link" href="/items/add">
          {words.addNew}
        </a>
      </p>
      <Back visit={visit} />
    </>,
  )
}

/** Other words for a title that was mistyped. */
export async function correctWords(
  visit: StaffVisit,
  { title: id, sent, name, author }: z.infer<typeof wordsForm>,
): Promise<Response> {
  const refused = away(visit)
  if (refused !== undefined) return refused
  const words = catalogueWords(visit)
  const { catalogue } = visit.house
  const known = await catalogue.titlePage(id)
  if (known === undefined) return gonePage(visit)
  const was = { name: known.title, author: known.author ?? '' }
  if (sent === undefined) return wordsPage(visit, id, was, [])
  const typed = { name: line(name ?? ''), author: line(author ?? '') }
  if (typed.name === '') return wordsPage(visit, id, typed, [{ field: 'name', message: words.missing.name }])
  const corrected = await catalogue.correct(lenderOf(visit), id, {
    title: typed.name,
    author: typed.author === '' ? null : typed.author,
  })
  if (typeof corrected === 'object') return wordsPage(visit, id, typed, [wrongInCatalogue(visit, corrected)])
  if (corrected !== 'done') return gonePage(visit)
  return show(
    visit,
    words.corrected,
    <>
      <h1>{words.corrected}</h1>
      <p class="usa-intro">{words.correctedSays}</p>
      <div class="carrel-acts">
        <Act visit={visit} action="/items/title" values={{ title: id }}>
          {words.open}
        </Act>
      </div>
      <Back visit={visit} />
    </>,
  )
}

function wordsPage(
  visit: StaffVisit,
  id: string,
  typed: { readonly name: string; readonly author: string },
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = catalogueWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.correct) : words.correct,
    <>
      <h1>{words.correct}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{words.correctSays}</p>
      <form method="post" action="/items/words" class="carrel-question">
        <Word visit={visit} />
        <input type="hidden" name="sent" value="yes" />
        <input type="hidden" name="title" value={id} />
        <TitleFields visit={visit} sent={typed} errors={errors} />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.save}
        </button>
      </form>
      <Back visit={visit} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}
