/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { casesConductWords } from '../words/cases-conduct.ts'
import { ChoiceList } from './form.tsx'

/** Whether it is about the Director, who then neither reads nor decides it. */
export const AboutDirector = ({
  visit,
  chosen,
}: {
  readonly visit: Visit
  readonly chosen: 'no' | 'yes' | undefined
}) => {
  const words = casesConductWords(visit)
  return (
    <>
      <h2>{words.aboutDirector}</h2>
      <ChoiceList
        type="radio"
        name="aboutDirector"
        legend={words.aboutDirector}
        choices={(['no', 'yes'] as const).map((value) => ({ value, label: words.aboutOf[value] }))}
        chosen={[chosen ?? 'no']}
      />
    </>
  )
}
