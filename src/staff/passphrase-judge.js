/*
 * Judges passphrases in a thread of its own, since one can take seconds. Why JavaScript: a thread runs its file as it is, in the
 * source and in a build alike.
 */
import { parentPort } from 'node:worker_threads'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import * as spanish from '@zxcvbn-ts/language-es-es'

const withoutAccents = (word) => word.normalize('NFD').replace(/\p{M}+/gu, '')

/** People leave accents out, and the lists have them. */
const plainToo = (words) => [...new Set(words.flatMap((word) => [word, withoutAccents(word)]))]

const judge = new ZxcvbnFactory({
  dictionary: {
    ...common.dictionary,
    ...english.dictionary,
    ...Object.fromEntries(
      Object.entries(spanish.dictionary).map(([name, words]) => [
        name,
        Array.isArray(words) ? plainToo(words) : words,
      ]),
    ),
  },
  graphs: common.adjacencyGraphs,
})

parentPort.on('message', ({ text, known }) => {
  const { score, feedback } = judge.check(text, known)
  parentPort.postMessage({ score, warning: feedback.warning ?? '' })
})
