import { sql } from 'kysely'
import type { StaffActor } from '../gate/index.ts'
import type { Db, Trx } from '../platform/db/context.ts'
import { type StaffRole, yearsAfter } from '../policy/index.ts'
import { allAccounts } from './account-store.ts'
import { type CoreServices, recordAction } from './logged-action.ts'
import { isPassed, isYearAgo } from './training.ts'

/** `id` names the certificate, `missed` the numbers of wrong answers. */
export type CourseResult = { readonly id: string; readonly score: number; readonly missed: readonly number[] }

/** The answers are not kept. Undefined if there is no such course or questions remain. */
export async function finishCourse(
  office: CoreServices,
  by: StaffActor,
  of: { readonly course: string; readonly questions: number },
): Promise<CourseResult | undefined> {
  return recordAction(office, by, async (trx, note) => {
    const accountId = by.accountId
    const taken = await takeAnsweredCourse(trx, { accountId, ...of })
    if (taken === undefined) return undefined
    const { role, pack, missed } = taken
    const { questions } = of
    const score = questions - missed.length
    const entry = await note({ kind: 'training-done', flags: [`${score}-of-${questions}`] })
    const done = { accountId, role, doneOn: office.clock.today(), score, questions, pack, entry }
    const id = await addCompletedCourse(trx, done)
    return { id, score, missed }
  })
}

/** Its questions follow from id, role, day and pack. */
export type CourseInProgress = {
  readonly id: string
  readonly role: StaffRole
  /** `YYYY-MM-DD` */
  readonly begunOn: string
  /** SHA-256 of the pack, hex. */
  readonly pack: string
  readonly answered: number
  /** Numbers of wrong answers, from 1. */
  readonly missed: readonly number[]
}

export type CompletedCourse = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly role: StaffRole
  readonly doneOn: string
  readonly score: number
  readonly questions: number
  readonly pack: string
  /** Reference of the register entry. */
  readonly entry: string
}

export async function courseInProgress(db: Db, accountId: string): Promise<CourseInProgress | undefined> {
  return db
    .selectFrom('training_course')
    .select(['id', 'role', 'begun_on as begunOn', 'pack', 'answered', 'missed'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Replaces the account's current course. */
export async function beginCourse(
  db: Db,
  course: {
    readonly accountId: string
    readonly role: StaffRole
    readonly on: string
    readonly pack: string
  },
): Promise<void> {
  const begun = { role: course.role, begun_on: course.on, pack: course.pack }
  await db
    .insertInto('training_course')
    .values({ account_id: course.accountId, ...begun })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .doUpdateSet({ ...begun, id: sql`gen_random_uuid()`, answered: 0, missed: [] }),
    )
    .execute()
}

/** Only the first answer to the next question counts; false otherwise. */
export async function addCourseAnswer(
  db: Db,
  answer: {
    readonly accountId: string
    readonly course: string
    readonly number: number
    readonly isRight: boolean
  },
): Promise<boolean> {
  const { accountId, course, number, isRight } = answer
  const noted = await db
    .updateTable('training_course')
    .set({ answered: number, ...(!isRight && { missed: sql<number[]>`missed || ${number}::smallint` }) })
    .where('account_id', '=', accountId)
    .where('id', '=', course)
    .where('answered', '=', number - 1)
    .executeTakeFirst()
  return noted.numUpdatedRows > 0n
}

/** Deletes and returns the course if all questions are answered. */
async function takeAnsweredCourse(
  trx: Trx,
  of: { readonly accountId: string; readonly course: string; readonly questions: number },
): Promise<CourseInProgress | undefined> {
  return trx
    .deleteFrom('training_course')
    .where('account_id', '=', of.accountId)
    .where('id', '=', of.course)
    .where('answered', '=', of.questions)
    .returning(['id', 'role', 'begun_on as begunOn', 'pack', 'answered', 'missed'])
    .executeTakeFirst()
}

export async function addCompletedCourse(
  db: Db,
  { accountId, role, doneOn, score, questions, pack, entry }: Omit<CompletedCourse, 'id' | 'name'>,
): Promise<string> {
  const nth = sql<number>`1 + (select count(*) from training_done where account_id = ${accountId})::integer`
  const { id } = await db
    .insertInto('training_done')
    .values({ account_id: accountId, nth, role, done_on: doneOn, score, questions, pack, entry })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findCompletedCourse(db: Db, id: string): Promise<CompletedCourse | undefined> {
  return done(db).where('training_done.id', '=', id).executeTakeFirst()
}

/** Each account's last completed course. */
export async function lastCompletedCourses(
  db: Db,
  accountId?: string,
): Promise<ReadonlyMap<string, CompletedCourse>> {
  const all = done(db).orderBy('nth')
  const rows = await (accountId === undefined ? all : all.where('account_id', '=', accountId)).execute()
  return new Map(rows.map((row) => [row.accountId, row]))
}

/** The courses that were passed in a year (`YYYY`), oldest first; also those of people who have left. */
export async function coursesPassedIn(db: Db, year: string): Promise<CompletedCourse[]> {
  const rows = await done(db)
    .where('done_on', '>=', `${year}-01-01`)
    .where('done_on', '<=', `${year}-12-31`)
    .orderBy('done_on')
    .orderBy('account.name')
    .execute()
  return rows.filter(isPassed)
}

function done(db: Db) {
  return db
    .selectFrom('training_done')
    .innerJoin('account', 'account.id', 'account_id')
    .select(['training_done.id', 'account_id as accountId', 'account.name', 'training_done.role'])
    .select(['done_on as doneOn', 'score', 'questions', 'pack', 'entry'])
}

/**
 * How many of the people on staff now had passed their last course in the year up to each of these days (`YYYY-MM-DD`,
 * oldest first), and how many they are.
 */
export async function trainedStaff(
  db: Db,
  days: readonly string[],
): Promise<{ readonly trained: readonly number[]; readonly everyone: number }> {
  const [earliest = ''] = days
  const [everyone, courses] = await Promise.all([
    allAccounts(db),
    done(db).where('done_on', '>', yearsAfter(earliest, -1)).orderBy('nth').execute(),
  ])
  // Special counsel works here in one case, and takes no course.
  const people = everyone.filter(({ role }) => role !== 'special-counsel')
  const isTrainedOn = (day: string) => {
    const last = new Map(courses.filter(({ doneOn }) => doneOn <= day).map((one) => [one.accountId, one]))
    return ({ id }: { readonly id: string }) => {
      const course = last.get(id)
      return course !== undefined && isPassed(course) && !isYearAgo(course.doneOn, day)
    }
  }
  return { trained: days.map((day) => people.filter(isTrainedOn(day)).length), everyone: people.length }
}
