import type { Basis, Finding } from '../policy/ask.ts'
import type {
  CallSource,
  CaseCopy,
  CaseKind,
  Citation,
  CounselOpinion,
  Decision,
  DeliveryMethod,
  InstrumentDetails,
  InstrumentFile,
  IntakeChannel,
  NondisclosureEnding,
  PackedFile,
  Requester,
  Scope,
  SearchDetails,
  YesNoUnsure,
} from './case.ts'
import type { CopyReadout } from './production/copied-records.ts'

/** Who may do something in a case. `staff`: anybody who works here. `president`: of the Board. `program`: by itself, at night. */
export type CaseRole = 'staff' | 'director' | 'counsel' | 'president' | 'program'

/** Who did it, when it happened and when it was entered: what was written on paper comes later. Instants are UTC. */
export type EventStamp = {
  readonly by: string
  readonly role: CaseRole
  readonly at: string
  readonly notedAt: string
  /** A Director set up their sign-in, and nobody else has confirmed that it is theirs (decision 31). */
  readonly unconfirmed?: true
}

/** What counsel said: `here` by themselves, or elsewhere, written down by whoever decides in the case. */
export type CounselStatement = {
  readonly way: 'here' | 'phone' | 'mail'
  readonly counsel: string
  readonly words: string
}

/** What counsel said elsewhere, as whoever decides in the case wrote it down. */
export type RelayedStatement = Omit<CounselStatement, 'way'> & { readonly way: 'phone' | 'mail' }

/** A report of what came. */
export type ReceivedEvent = {
  readonly what: 'received'
  readonly kind: CaseKind
  readonly way: IntakeChannel
  readonly requester: Requester
  readonly wants: string
  readonly looked?:
    | { readonly court: YesNoUnsure; readonly judge: YesNoUnsure; readonly searchHere: YesNoUnsure }
    | undefined
  readonly aboutDirector: boolean
  readonly drill: boolean
  /** It lies in a compartment: whoever left it said that nobody may be told. */
  readonly secret?: true
}

/** What somebody says of a search, as far as they typed it. */
export type SearchUpdate = { readonly [Part in keyof SearchDetails]?: SearchDetails[Part] | undefined }

/** What happened in a case. */
export type CaseEventBody =
  | ReceivedEvent
  | {
      /** One try to reach the Director or counsel; `reached` is whether they know now. */
      readonly what: 'told'
      readonly whom: 'director' | 'counsel'
      readonly through: 'mail' | 'phone' | 'in-person' | 'screen'
      readonly reached: boolean
    }
  | { readonly what: 'paper-added'; readonly paper: InstrumentFile }
  /** A paper that staff brought once it was decided: it counts among what the case rests on, or lies beside it for good. */
  | { readonly what: 'paper-weighed'; readonly paper: string; readonly counts: boolean }
  | ({ readonly what: 'paper-read' } & InstrumentDetails)
  /** A paper forbids to tell anyone of it, as it says itself or another that came since. `words`: which one, and how it says so. */
  | { readonly what: 'gag-found'; readonly words: string }
  /** From a day on it may be told again, by a court or because its own time is over. */
  | ({
      readonly what: 'gag-ended'
      readonly source: NondisclosureEnding
      readonly on: string
    } & CounselStatement)
  /** It is about the Director after all, or is not. */
  | { readonly what: 'about-director'; readonly is: boolean }
  | {
      /** Called back at a number that was found elsewhere than on the paper. */
      readonly what: 'requester-checked'
      /** Where the number is from, and which one was dialled. */
      readonly source: CallSource
      readonly dialled: string
      readonly spokeWith: string
      readonly verified: boolean
    }
  | ({ readonly what: 'scope-set' } & Scope)
  | ({ readonly what: 'finding-pinned'; readonly finding: Finding } & Citation)
  /** `heard`: counsel, who pinned it, takes it back, and whoever decides writes that down. */
  | {
      readonly what: 'finding-dropped'
      readonly finding: Finding
      readonly heard?: RelayedStatement | undefined
    }
  | ({
      readonly what: 'counsel-advised'
      readonly opinion?: CounselOpinion | undefined
      /** Findings that somebody else pinned, and that were read out to counsel with their pages and words. */
      readonly readOut?: readonly Finding[] | undefined
      /** An order under the section that lapsed is of before that: counsel holds that it binds all the same. */
      readonly grandfathered?: true | undefined
      /** The Board may know of it, though a paper forbids to tell anyone. */
      readonly board?: true | undefined
    } & CounselStatement)
  | {
      readonly what: 'board-consulted'
      readonly motion: string
      readonly session: string
      readonly on: string
    }
  | {
      readonly what: 'cure-demanded'
      readonly lacks: readonly string[]
      readonly until?: string | undefined
    }
  | { readonly what: 'cured'; readonly words: string }
  | {
      /** `narrow`: to what the paper should be narrowed, where counsel asks for that. */
      readonly what: 'objected'
      readonly words: string
      readonly narrow?: readonly string[] | undefined
      readonly until?: string | undefined
    }
  | { readonly what: 'objection-ended'; readonly words: string }
  | {
      readonly what: 'decided'
      readonly decision: Decision
      readonly document: string
      /** The hash of what it rests on. */
      readonly grounds: string
    }
  | { readonly what: 'decision-withdrawn'; readonly words: string }
  | { readonly what: 'preserved'; readonly copy: CaseCopy; readonly until: string }
  | { readonly what: 'preservation-ended'; readonly copy: string }
  | { readonly what: 'collected'; readonly copy: CaseCopy }
  /** Counsel cannot come to where copies show: they check this one by telephone. */
  | { readonly what: 'cannot-come'; readonly copy: string }
  | {
      readonly what: 'checked'
      readonly copy: string
      /** Counsel checked it by telephone: whoever decides wrote down what they were read, and what they said. */
      readonly heard?:
        | { readonly counsel: string; readonly words: string; readonly read: CopyReadout }
        | undefined
    }
  | {
      /** The encrypted file is made, and waits: its SHA-256, and the sums of what is in it. */
      readonly what: 'packaged'
      readonly package: string
      readonly copy: string
      readonly document: string
      readonly files: readonly PackedFile[]
    }
  /** Its bytes left Carrel: the register had it first. */
  | { readonly what: 'package-saved'; readonly document: string }
  /** What was saved was not handed over, and is destroyed: how, in words. */
  | { readonly what: 'package-destroyed'; readonly words: string }
  | {
      /** Handed over: to whom, and how. */
      readonly what: 'produced'
      readonly document: string
      readonly to: string
      readonly how: DeliveryMethod
      /** The case changed since the file left, and whoever hands it over was told so. */
      readonly despite?: boolean | undefined
    }
  | { readonly what: 'refusal-sent'; readonly document: string }
  /** The decision to obey went out, which says that of nobody whom the paper names is anything on file. */
  | { readonly what: 'no-records-sent'; readonly document: string }
  | { readonly what: 'receipt'; readonly words: string }
  | {
      readonly what: 'notice-chosen'
      readonly choice: 'tell' | 'wait' | 'not'
      readonly on?: string | undefined
      /** `here`: counsel chose. Else whoever decides writes down what counsel chose. */
      readonly way: 'here' | 'phone' | 'mail'
      readonly counsel: string
    }
  | { readonly what: 'patron-told' }
  /** They began, or more is known: what is absent here stays as it was said before. */
  | ({ readonly what: 'search-began' } & SearchUpdate)
  /** `line`: of the form that it was sent by, so that a button pressed twice writes one line. */
  | { readonly what: 'thing-taken'; readonly thing: string; readonly line?: string | undefined }
  /** One line of what was taken was written down by mistake: it stays, struck through. */
  | { readonly what: 'thing-mistaken'; readonly line: string; readonly words: string }
  /** They left, as somebody says who was there. It ends no case. */
  | { readonly what: 'search-ended' }
  /** Counsel went over it with those who were there. */
  | ({ readonly what: 'debriefed' } & CounselStatement)
  | { readonly what: 'seized' }
  /** There was no such search, or not in this case: it is as if none had been, and what was noted of it stays on record. */
  | {
      readonly what: 'search-mistaken'
      readonly words: string
      /** Counsel says so, and whoever decides writes that down. */
      readonly heard?: RelayedStatement | undefined
    }
  | { readonly what: 'told-outside'; readonly basis: Basis; readonly agency: string }
  /** What is public was given to whoever made a public-records request: all they asked for, or what is left beside a denial. */
  | { readonly what: 'public-given'; readonly extent: 'whole' | 'part'; readonly words: string }
  | { readonly what: 'answered' }
  | {
      /** Whoever asked took it back: who said so, and by what way, where that is known. */
      readonly what: 'withdrawn'
      readonly words: string
      readonly spokeWith?: string | undefined
      readonly through?: 'phone' | 'mail' | 'in-person' | undefined
    }
  | { readonly what: 'quashed'; readonly words: string }
  | { readonly what: 'referred'; readonly words: string }
  | {
      readonly what: 'noted'
      readonly words: string
      /** A second report that was put with the case, whole: who left it, and when. */
      readonly joined?:
        | {
            readonly by: string
            readonly at: string
            readonly report?: Omit<ReceivedEvent, 'what'> | undefined
          }
        | undefined
    }
  | { readonly what: 'closed' }

export type CaseEvent = { readonly stamp: EventStamp } & CaseEventBody
export type CaseEventName = CaseEventBody['what']
export type EventBodyOf<Name extends CaseEventName> = Extract<CaseEventBody, { readonly what: Name }>
