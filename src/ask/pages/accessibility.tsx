import { showMessage } from '../../platform/http/layout.tsx'
import { PhoneLink, TextList } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { letterheadFor } from '../../staff/index.ts'
import { accessibilityWords } from '../words/accessibility.ts'

/** What works for people with disabilities, what may not, and whom to ask. */
export async function accessibilityPage(context: RequestContext) {
  const { title, says, goal, works, worksList, missing, missingList, help, helpList, call } =
    accessibilityWords(context)
  const { phone } = await letterheadFor(context)
  return showMessage(
    context,
    { title, says },
    <>
      <p>{goal}</p>
      <h2>{help}</h2>
      <TextList items={helpList} />
      {phone !== '' && (
        <p>
          {call} <PhoneLink number={phone} />
        </p>
      )}
      <h2>{works}</h2>
      <TextList items={worksList} />
      <h2>{missing}</h2>
      <TextList items={missingList} />
    </>,
  )
}
