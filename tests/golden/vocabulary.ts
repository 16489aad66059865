import {
  answeredBy,
  callEnds,
  caseVocabulary,
  closeChecks,
  contactChannels,
  copiedFields,
  correctable,
  guardianChecks,
  handChecks,
  keyModes,
  noticeKinds,
  policyVocabulary,
  sides,
} from './current.ts'

/** The words that entries, events and sealed values are written in, by what they are. */
export const vocabulary = (): Readonly<Record<string, readonly string[]>> => {
  const { recordKinds, recipientKinds, staffRoles, relations, checks, liabilities } = policyVocabulary
  const { speakers, bases, instrumentKinds, findingKinds, steps, commonPlaces, actions } = policyVocabulary
  const { caseKinds, ways, yesNo, gagEnds, callSources, decisions, handedBy } = caseVocabulary
  return {
    ...{ recordKinds, recipientKinds, staffRoles, relations, checks, liabilities, speakers, bases },
    ...{ instrumentKinds, findingKinds, steps, commonPlaces, actions },
    ...{ channels: policyVocabulary.channels, answers: policyVocabulary.outcomes },
    ...{ caseKinds, ways, yesNo, gagEnds, callSources, decisions, handedBy },
    ...{ caseOutcomes: caseVocabulary.outcomes, caseStages: caseVocabulary.stages },
    ...{ copiedFields, answeredBy, callEnds, contactChannels, correctable, noticeKinds },
    ...{ closeChecks, handChecks, guardianChecks, sides, keyModes },
  }
}
