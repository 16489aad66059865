/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Alarm } from '../../compartments/index-of-side.ts'
import { sideOf } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { Alert } from './alert.tsx'
import { Press } from './press.tsx'

type Props = { readonly visit: StaffVisit; readonly unlocked: Unlocked }

/** What is not as it should be with the files: said to whoever opened something, and nowhere else. */
export const SealedWarnings = ({ visit, unlocked }: Props) => {
  const { damage: say } = sealedWords(visit)
  return (
    <>
      {unlocked.alarms.map((alarm) => (
        <Alert kind="warning">{alarmSaid(visit, alarm)}</Alert>
      ))}
      {!unlocked.isWhole && <Alert kind="warning">{say.intake}</Alert>}
      {isAnything(unlocked) &&
        unlocked.damaged.map((cell) => <Damaged visit={visit} unlocked={unlocked} cell={cell} />)}
    </>
  )
}

function alarmSaid(visit: StaffVisit, alarm: Alarm): string {
  const { alarms: say } = sealedWords(visit)
  if (alarm.what === 'older') return say.older(alarm.cell, alarm.reference)
  return alarm.what === 'index' ? say.index : say.key(alarm.boxes)
}

const isAnything = ({ sides, references }: Unlocked): boolean => sides.length + references.length > 0

/** A cell that does not open, by its number; and for those who answer for its side, how it is given up. */
const Damaged = ({ visit, unlocked, cell }: Props & { readonly cell: number }) => {
  const { damage: say } = sealedWords(visit)
  const side = sideOf(cell)
  const may = unlocked.sides.includes(side) && visit.house.gate.sealedPeople.answersFor(actorOf(visit), side)
  return (
    <>
      <Alert kind="warning">{say.cell(cell)}</Alert>
      {may && (
        <Press
          visit={visit}
          action="/sealed/give-up"
          name="cell"
          value={String(cell)}
          says={say.giveUp}
          called={say.giveUpOf(cell)}
        >
          <input type="hidden" name="side" value={side} />
        </Press>
      )}
    </>
  )
}
