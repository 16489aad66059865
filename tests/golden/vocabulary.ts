import {
  accessGroups,
  answeredBy,
  callEnds,
  caseVocabulary,
  closingChecks,
  contactChannels,
  copiedFields,
  correctable,
  guardianChecks,
  identityChecks,
  keyModes,
  noticeKinds,
  policyVocabulary,
  viewBases,
} from './current.ts'

/** The words that entries, events and sealed values are written in, by what they are. */
export const vocabulary = (): Readonly<Record<string, readonly string[]>> => {
  const { recordKinds, recipientKinds, staffRoles, relations, relationsShown, checks, liabilities } =
    policyVocabulary
  const {
    speakers,
    bases,
    instrumentKinds,
    findingKinds,
    doneSteps: steps,
    commonPlaces,
    actions,
  } = policyVocabulary
  const {
    caseKinds,
    intakeChannels: ways,
    yesNoUnsure: yesNo,
    nondisclosureEndings: gagEnds,
    callSources,
    decisions,
    deliveryMethods: handedBy,
  } = caseVocabulary
  return {
    ...{
      recordKinds,
      recipientKinds,
      staffRoles,
      relations,
      relationsShown,
      checks,
      liabilities,
      speakers,
      bases,
    },
    ...{ instrumentKinds, findingKinds, steps, commonPlaces, actions },
    ...{ channels: policyVocabulary.channels, answers: policyVocabulary.outcomes },
    ...{ caseKinds, ways, yesNo, gagEnds, callSources, decisions, handedBy },
    ...{ caseOutcomes: caseVocabulary.caseOutcomes, caseStages: caseVocabulary.stages },
    ...{ copiedFields, answeredBy, callEnds, contactChannels, correctable, noticeKinds },
    ...{
      closeChecks: closingChecks,
      handChecks: identityChecks,
      guardianChecks,
      sides: accessGroups,
      keyModes,
      viewBases,
    },
  }
}
