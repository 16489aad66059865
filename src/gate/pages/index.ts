export { answerPartsWords, readingsWords } from '../words/answer-parts.ts'
export { AnswerNotes, Clauses, ReviewOverdue, SayIn, SayWords } from './answer-parts.tsx'
