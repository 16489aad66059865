export { answerPartsWords, readingsWords } from '../words/answer-parts.ts'
export { AnswerNotes, Clauses, ReviewOverdue, SayWords } from './answer-parts.tsx'
