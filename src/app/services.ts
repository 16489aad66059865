import type { Kysely } from 'kysely'
import {
  type AdoptedPolicy,
  type AskServices,
  FollowUps,
  isFactConfirmed,
  leaveFollowUp,
} from '../ask/index.ts'
import { PolicyThen, PrintableKits } from '../ask/pages/index.ts'
import {
  CaseCopies,
  CaseFinder,
  CaseService,
  CaseStudy,
  CaseSubjects,
  Confirming,
  type EventBodyOf,
  PaperLinks,
  PublicReports,
  StepRecorder,
  untoldTasks,
} from '../cases/index.ts'
import { makeOutsideRequests } from '../cases/pages/index.ts'
import { Catalog, Charges, Desk, HoldShelf, PatronHolds } from '../circulation/index.ts'
import { makeRecordActions } from '../circulation/pages/index.ts'
import { CallQueue, planAddressNotices, textSettings } from '../contact/index.ts'
import {
  callerPermits,
  casePermits,
  copyPermits,
  Gate,
  gateInternals,
  namePermits,
  recordPermits,
} from '../gate/composition.ts'
import type { GateParts, SafeChannel } from '../gate/index.ts'
import {
  CardBlocks,
  CardNews,
  CardRenewals,
  Cards,
  Corrections,
  GuardianShields,
  Guardians,
  type LendingSystem,
  Registration,
} from '../patrons/index.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Frame, PlatformServices } from '../platform/http/request-context.ts'
import type { MailSettings } from '../platform/mail/settings.ts'
import { packAsLent } from '../policy/index.ts'
import {
  daysOfLog,
  IntegrityCheck,
  proveStoredEntry,
  publicRegister,
  publicZip,
  wholeReference,
} from '../register/index.ts'
import type { RegisterServices } from '../register/pages/index.ts'
import {
  LibraryCaseStorage,
  OpenSessions,
  SealedAccess,
  SealedIntake,
  type SealedLeaving,
  type SealedMatters,
  type SealedServices,
} from '../sealed/index.ts'
import { reopenSealed } from '../sealed/pages/index.ts'

export type Services = PlatformServices &
  SealedServices &
  AskServices &
  RegisterServices & {
    readonly lendingSystem: LendingSystem
    /** Above every page. Only `carrel demo` gives one. */
    readonly banner?: Frame['banner'] | undefined
  }

type GateServiceParts = Omit<GateParts, 'sealedAnswer' | 'leaveFollowUp'> &
  SealedLeaving & {
    /** The channels by which this library can send. */
    readonly openChannels?: readonly SafeChannel[]
    /** For what is mailed at once. Absent: nothing is. */
    readonly mail?: MailSettings
    readonly origin?: string
  }

/**
 * The gate, and the services that open something beside it. INVARIANT: each is handed only the permits that it needs, and
 * none of them is among what is returned.
 */
export function makeGateServices({
  sealedMatters,
  openChannels = [],
  mail = { state: 'not-set-up' },
  origin = '',
  ...parts
}: GateServiceParts) {
  const internals = gateInternals(parts)
  const ofRecords = { ...internals, permit: recordPermits }
  const shelves = new LibraryCaseStorage({ ...parts, casePermits })
  const sealedAccess = new SealedAccess(parts)
  const gate = new Gate({
    ...internals,
    sealedAnswer: (actor, ask, { report, paper }) =>
      sealedIntake.answer(actor, ask, report as EventBodyOf<'received'> | undefined, paper),
    leaveFollowUp: (trx, of) => leaveFollowUp(trx, parts, of),
  })
  const ofCases = { ...internals, shelves, book: new StepRecorder({ ...parts, facts: gate.facts }) }
  const sealedIntake = new SealedIntake({ ...ofCases, sealedMatters, people: sealedAccess })
  const cases = new CaseService(ofCases)
  return {
    gate,
    corrections: new Corrections({ ...ofRecords, planAddressNotices }),
    renewals: new CardRenewals(ofRecords),
    blocks: new CardBlocks({ ...ofRecords, facts: gate.facts }),
    shields: new GuardianShields({ ...ofRecords, facts: gate.facts }),
    news: new CardNews({ ...ofRecords, planAddressNotices, openChannels }),
    cases,
    copies: new CaseCopies({ ...ofCases, copyPermits }),
    caseSubjects: new CaseSubjects({ ...ofCases, namePermits }),
    paperLinks: new PaperLinks({ ...parts, shelves, cases }),
    confirming: new Confirming({ ...ofCases, mail, origin, papers: cases.papers }),
    publicReports: new PublicReports({ ...parts, permits: callerPermits }),
    followUps: new FollowUps({ ...parts, permits: callerPermits }),
    caseFinder: new CaseFinder(ofCases),
    caseStudy: new CaseStudy({ ...ofCases, namePermits }),
    sealedIntake,
    sealedAccess,
  }
}

type ServiceParts = PlatformServices &
  Required<Omit<GateServiceParts, 'openChannels' | 'mail' | 'origin'>> &
  Pick<Services, 'asksSecondStep' | 'banner' | 'tickedAt'> & {
    readonly worker: Kysely<Schema>
    /** Undefined while another program has their files. */
    readonly compartments: () => SealedMatters | undefined
    /** Called when an integrity check failed by a fault. */
    readonly checkFailed: (error: unknown) => void
    readonly callsAtAnyHour?: boolean
    /** Absent: the pack, and nothing is proposed in its place. */
    readonly policy?: AdoptedPolicy
  }

export function makeServices(all: ServiceParts): Services {
  const { worker, names, sealedMatters, compartments, checkFailed, callsAtAnyHour, policy, ...platform } = all
  const { app, ring, clock } = platform
  const lendingSystem: LendingSystem = { isElsewhere: false }
  const pack = packAsLent(platform.pack, () => lendingSystem.isElsewhere)
  const parts = { app, ring, pack, clock }
  const openChannels = [
    ...(platform.mail.state === 'set-up' ? (['e-mail'] as const) : []),
    ...(textSettings(process.env).state === 'set-up' ? (['text'] as const) : []),
  ]
  const ofGate = makeGateServices({
    ...{ ...parts, names, sealedMatters, openChannels },
    ...{ mail: platform.mail, origin: platform.origin },
  })
  const { gate, news } = ofGate
  const openSessions = new OpenSessions()
  const withFacts = { ...parts, facts: gate.facts }
  const lending = {
    holds: new PatronHolds(withFacts),
    shelf: new HoldShelf(withFacts),
    charges: new Charges(parts),
    desk: new Desk(withFacts),
  }
  const services: Services = {
    ...platform,
    pack,
    policy: policy ?? { pack, nth: 0, faults: [], proposal: undefined, refused: [] },
    lendingSystem,
    ...ofGate,
    cards: new Cards({ ...parts, gate, news }),
    joining: new Registration({ ...parts, gate }),
    guardians: new Guardians({ ...parts, gate }),
    guardianPage: {
      isOn: async () =>
        pack.manifest['guardian-page'] !== undefined &&
        isFactConfirmed({ app, ring, clock }, pack, 'guardian-page'),
    },
    ...lending,
    recordActions: makeRecordActions(lending),
    settingsSections: [PrintableKits],
    dueBeforeSwitch: async (context) =>
      untoldTasks.may.includes(context.who.role)
        ? untoldTasks.look({ ...context, services: { ...services, ...context.services } })
        : [],
    catalogue: new Catalog(parts),
    calls: new CallQueue({ ...parts, callsAtAnyHour }),
    outsideRequests: makeOutsideRequests(ofGate),
    registerCheck: new IntegrityCheck({ app, clock, failed: checkFailed }),
    proveEntry: (reference) => proveStoredEntry(worker, reference, clock.now()),
    wholeReference: (typed) => wholeReference(worker, typed),
    policyThen: PolicyThen,
    daysOfLog: (asked) => daysOfLog(worker, asked),
    async publicExport() {
      const register = await publicRegister(worker, clock.now())
      return register && { day: register.end.day, zip: () => publicZip(worker, register) }
    },
    openSessions,
    get compartments() {
      return compartments()
    },
    reopenSealed: (context, wrong) =>
      reopenSealed({ ...context, services: { ...services, ...context.services, openSessions } }, wrong),
  }
  return services
}
