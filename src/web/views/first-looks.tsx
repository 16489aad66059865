/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { intakeSecret } from '../case-intake.ts'
import type { StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { Picked } from './case-fields.tsx'

/** What is asked of every paper before anything of it is kept. */
export const firstLooks = {
  secret: z.enum(intakeSecret).optional(),
  about: z.enum(['no', 'yes']).optional(),
} as const

type FieldProps = { readonly visit: StaffVisit; readonly picked: string | undefined }

/** Whether the paper forbids to tell of it: then it is no case here. */
export const SecretField = ({ visit, picked = 'no' }: FieldProps) => {
  const words = casesIntakeWords(visit)
  const options = Object.fromEntries(intakeSecret.map((one) => [one, words.secretChoices[one]]))
  return <Picked name="secret" label={words.secret} options={options} picked={picked} />
}

/** Whether it is about the Director, who then neither sees nor decides it. */
export const AboutField = ({ visit, picked = 'no' }: FieldProps) => {
  const words = casesIntakeWords(visit)
  return (
    <>
      <Picked name="about" label={words.about} options={words.aboutChoices} picked={picked} />
      <p class="usa-hint">{words.aboutHint}</p>
    </>
  )
}
