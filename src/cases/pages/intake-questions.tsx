import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { Form, SelectField, SubmitButton } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { intakeSecret } from '../intake.ts'
import { casesIntakeWords } from '../words/intake.ts'

/** Asked before anything about a paper is saved. */
export const intakeQuestionFields = {
  secret: z.enum(intakeSecret).optional(),
  about: z.enum(['no', 'yes']).optional(),
} as const

type IntakeQuestionProps = { readonly context: StaffContext; readonly picked: string | undefined }

export const NondisclosureQuestion = ({ context, picked = 'no' }: IntakeQuestionProps) => {
  const words = casesIntakeWords(context)
  const options = Object.fromEntries(intakeSecret.map((one) => [one, words.secretChoices[one]]))
  return <SelectField name="secret" label={words.secret} options={options} picked={picked} />
}

export const AboutDirectorQuestion = ({ context, picked = 'no' }: IntakeQuestionProps) => {
  const words = casesIntakeWords(context)
  return (
    <>
      <SelectField name="about" label={words.about} options={words.aboutChoices} picked={picked} />
      <p class="usa-hint">{words.aboutHint}</p>
    </>
  )
}

type AboutDirectorChangeProps = {
  readonly context: StaffContext
  readonly aboutDirector: boolean
  readonly children: Child
}

/** The reporter can change whether it is about the Director; the Director can only hand it over. */
export const AboutDirectorChange = ({ context, aboutDirector, children }: AboutDirectorChangeProps) => {
  const words = casesIntakeWords(context)
  if (aboutDirector && context.who.role === 'director') return null
  const say = aboutDirector ? words.notAbout : words.isAboutToo
  return (
    <details class="carrel-earlier" id="say-about">
      <summary>{say.title}</summary>
      <p>{say.says}</p>
      <Form context={context} action="/report/about">
        {children}
        <SubmitButton look="outline" name="is" value={aboutDirector ? 'no' : 'yes'}>
          {say.button}
        </SubmitButton>
      </Form>
    </details>
  )
}
