export { answerPartsWords } from '../words/answer-parts.ts'
export { readingsWords } from '../words/readings.ts'
export { AnswerNotes, Clauses, ReviewOverdue, SayWords } from './answer-parts.tsx'
