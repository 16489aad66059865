import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
/** What is not of the repository, as `.gitignore` has it. Why not by git: a copy of the source need not have it. */
const ignored = ['.git', ...text('.gitignore').split('\n').filter(Boolean)].map((line) => {
  const name = line
    .replace(/^\/|\/$/g, '')
    .replaceAll('.', '\\.')
    .replaceAll('*', '[^/]*')
  return new RegExp(line.startsWith('/') ? `^${name}$` : `(^|/)${name}$`)
})
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (ignored.some((pattern) => pattern.test(path))) return []
    return entry.isDirectory() ? filesIn(path) : [path]
  })
const tracked = filesIn('').sort()
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const sources = tracked.filter((path) => /^src\/.*\.tsx?$/.test(path) && !isTest(path))

type Import = {
  readonly from: string
  readonly to: string
  /** Those that are no types. */
  readonly names: readonly string[]
}
const isIndex = (path: string) => /^src\/[a-z]+(\/(log|pages))?\/index\.ts$/.test(path)

const listed = (names: string) =>
  names
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
const bare = (name: string) => name.replace(/^type /, '').replace(/ as .*$/, '')

/** Where each name comes from that a feature's index gives to other features. */
function frontOf(index: string): ReadonlyMap<string, string> {
  const lines = text(index).matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)
  return new Map(
    [...lines].flatMap(([, names = '', from = '']) =>
      listed(names).map((name) => [bare(name), normalize(join(dirname(index), from))] as const),
    ),
  )
}
const fronts = new Map(sources.filter(isIndex).map((path) => [path, frontOf(path)] as const))

/**
 * Every import of a file: relative ones as paths from the root, others by their package's name. What comes through the
 * index of a feature counts as an import of the file behind it.
 */
function importsOf(path: string): Import[] {
  const found = text(path).matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:([^'"]*?)\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].flatMap(([, type, list = '', named, lazy]) => {
    const source = named ?? lazy ?? ''
    const to = source.startsWith('.') ? normalize(join(dirname(path), source)) : source
    const behind = new Map<string, string[]>()
    for (const name of listed(list)) {
      const file = fronts.get(to)?.get(bare(name)) ?? to
      const values = type === undefined && !name.startsWith('type ') ? [bare(name)] : []
      behind.set(file, [...(behind.get(file) ?? []), ...values])
    }
    // A lazy import takes all that a file has, as an import under one name does.
    if (behind.size === 0) behind.set(to, lazy === undefined ? [] : ['*'])
    return [...behind].map(([file, names]) => ({ from: path, to: file, names }))
  })
}

const imports = sources.flatMap(importsOf)
const told = (found: readonly Import[]) => found.map(({ from, to }) => `${from} imports ${to}`)

describe('the walls between the parts', () => {
  /** The models of the features, which only compute. */
  const models = [
    ...[
      'case',
      'case-changes',
      'deadlines',
      'decision',
      'event',
      'guards',
      'next-steps',
      'reducer',
      'relayed',
      'search-log',
      'stamp',
      'statements',
      'step-table',
    ].map((name) => `src/cases/${name}.ts`),
    'src/cases/production/copied-records.ts',
    'src/cases/production/package.ts',
    'src/circulation/statistics.ts',
    'src/contact/call.ts',
    'src/contact/notice.ts',
    'src/gate/card-number.ts',
    'src/gate/correction.ts',
    'src/gate/link.ts',
    'src/gate/patron-choices.ts',
    'src/patrons/pin-rules.ts',
    'src/platform/contact-details.ts',
    'src/platform/crypto/link-nights.ts',
    'src/platform/csv.ts',
    'src/platform/small-numbers.ts',
    'src/platform/zip.ts',
  ]
  /** Why not pack-folder: it reads a pack from disk. */
  const isPure = (path: string) =>
    models.includes(path) ||
    (/^src\/(policy|register\/log|cases\/steps)\//.test(path) &&
      !['src/policy/pack-folder.ts', 'src/policy/index.ts'].includes(path))
  /** A step of a case brings its words. */
  const isWords = (path: string) => /^src\/([a-z]+\/words\/|platform\/i18n\/screen-words)/.test(path)

  test('pure parts import no input, no output and no part that has some', () => {
    expect(models.filter((path) => !sources.includes(path))).toEqual([])
    const withInput = /^(node:(?!crypto|module|buffer|zlib)|pg$|kysely|hono|pino|csv-parse|@node-rs)/
    const across = imports.filter(
      ({ from, to }) =>
        isPure(from) && (to.startsWith('src/') ? !isPure(to) && !isWords(to) : withInput.test(to)),
    )
    expect(told(across)).toEqual([])
  })

  /** Why: a command would take twice as long to start. */
  test('no command but start and demo loads a page, and no index of a feature does', () => {
    const loads = (path: string) =>
      [...text(path).matchAll(/^(?:import|export) (?!type )[^'";=(]*from '(\.[^']+)'/gm)].map(([, to = '']) =>
        normalize(join(dirname(path), to)),
      )
    const starts = (path: string) =>
      isIndex(path) ? !path.endsWith('/pages/index.ts') : /^src\/cli\/(?!start|demo)/.test(path)
    const loaded = new Set(sources.filter(starts))
    const pages: string[] = []
    for (const path of loaded) {
      for (const to of loads(path)) {
        if (/\.tsx$|\/routes\.ts$/.test(to)) pages.push(`${path} loads ${to}`)
        else loaded.add(to)
      }
    }
    expect(loaded).toContain('src/cases/step-recorder.ts')
    expect(pages).toEqual([])
  })

  test('pure parts take the clock as an argument', () => {
    const clocks = sources.filter(
      (path) => isPure(path) && /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(text(path)),
    )
    expect(clocks).toEqual([])
  })

  test('only stores write SQL', () => {
    const isStore = (path: string) => /-store\.ts$/.test(path) || path.startsWith('src/platform/db/')
    const sql =
      /\bsql(<[^>`]*>)?`|CompiledQuery|new Kysely|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
    const fromDriver = new Set(
      imports.filter(({ to, names }) => names.length > 0 && /^(pg|kysely)$/.test(to)).map(({ from }) => from),
    )
    const writing = sources.filter((path) => !isStore(path) && (fromDriver.has(path) || sql.test(text(path))))
    // Why these: each has one small table of its own, and the restore makes a database.
    expect(writing).toEqual([
      'src/backup/restore.ts',
      'src/cases/transparency-report.ts',
      'src/contact/call-queue.ts',
      'src/patrons/doctor.ts',
      'src/platform/jobs/daily-job.ts',
      'src/staff/computers.ts',
      'src/staff/letterhead.ts',
      'src/staff/logged-action.ts',
      'src/staff/set-up.ts',
    ])
  })

  test('only the gate makes permits and writes to the register for a disclosure', () => {
    const using = (name: string) => sources.filter((path) => new RegExp(`\\b${name}\\b`).test(text(path)))
    expect(using('claimMint')).toEqual(['src/gate/permits.ts', 'src/gate/sealed-value.ts'])
    expect(using('recordPending')).toEqual(['src/register/log-store.ts', 'src/register/record.ts'])
  })

  /** Planted in a folder of their own, each where it is forbidden; the first two are allowed. */
  test('the linter keeps what opens something to those whom its lists name', () => {
    const planted = [
      ['src/app/services.ts', '../gate/composition.ts', 'casePermits'],
      ['src/circulation/due.ts', '../gate/capabilities.ts', 'dueDateOpener'],
      ['src/app/other.ts', '../gate/composition.ts', 'casePermits'],
      ['src/ask/pages/permit.ts', '../../gate/composition.ts', 'gateInternals'],
      ['src/cases/mint.ts', '../gate/permits.ts', 'mint'],
      ['src/circulation/notice.ts', '../gate/capabilities.ts', 'noticeOpener'],
      ['src/cli/person.ts', '../gate/capabilities.ts', 'personOpener'],
      ['src/patrons/study.ts', '../gate/log-readers.ts', 'patronEntries'],
      ['src/cases/leaf.ts', '../gate/log-entry.ts', 'openLeaf'],
      ['src/contact/leaf.ts', '../register/log/index.ts', 'openEntryWithKey'],
      ['src/register/words/permit.ts', '../../gate/permits.ts', 'casePermits'],
      ['src/newly/mint.ts', '../gate/permits.ts', 'mint'],
      ['src/newly/deep/leaf.ts', '../../register/log/index.ts', 'openEntryWithKey'],
      ['src/alone.ts', './gate/composition.ts', 'gateInternals'],
    ] as const
    const folder = mkdtempSync(join(tmpdir(), 'carrel-planted-'))
    try {
      const settings = JSON.parse(text('biome.json')) as { vcs: unknown }
      writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
      for (const [path, from, name] of planted) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), `import { ${name} } from '${from}'\n\n${name}()\n`)
      }
      const biome = join(root, 'node_modules/.bin/biome')
      const { stdout } = spawnSync(
        biome,
        ['lint', '--only=style/noRestrictedImports', '--reporter=json', 'src'],
        { cwd: folder, encoding: 'utf8' },
      )
      const refused = planted.filter(([path]) => stdout.includes(path)).map(([path]) => path)
      expect(refused).toEqual(planted.slice(2).map(([path]) => path))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  /** Why: of two walls that match a file the linter keeps to the later, and the first is for a folder that has none yet. */
  test('each file of the source has a wall of its folder, not only the one for new folders', () => {
    type Override = { readonly includes: readonly string[]; readonly linter: { readonly rules: object } }
    const { overrides } = JSON.parse(text('biome.json')) as { readonly overrides: readonly Override[] }
    const walls = overrides.filter(({ linter }) => JSON.stringify(linter).includes('noRestrictedImports'))
    const parts = { '**/': '(.*/)?', '**': '.*', '*': '[^/]*', '.': '\\.' } as const
    const isLike = (glob: string, path: string) =>
      new RegExp(`^${glob.replace(/\*\*\/|\*\*|[*.]/g, (part) => parts[part as keyof typeof parts])}$`).test(
        path,
      )
    const matches = ({ includes }: Override, path: string) =>
      includes.some((glob) => isLike(glob, path)) &&
      !includes.some((glob) => glob.startsWith('!') && isLike(glob.slice(1), path))
    const [forNew, ...ofFolders] = walls
    expect(forNew?.includes[0]).toBe('src/**')
    const wallsOf = (path: string) => ofFolders.filter((wall) => matches(wall, path)).length
    expect(sources.filter((path) => wallsOf(path) !== 1)).toEqual([])
  })

  /** What each opens, and why, is in the file of capabilities; that nothing else opens, the compiler checks. */
  test('each capability to open what is sealed is held by those who need it', () => {
    // A whole index under one name would hide what is taken from it.
    expect(told(imports.filter(({ to, names }) => fronts.has(to) && names.includes('*')))).toEqual([])
    const held = imports.filter(({ from, to }) => to === 'src/gate/capabilities.ts' && !isIndex(from))
    const holders = new Map<string, string[]>()
    for (const { from, names } of held) {
      for (const name of names) holders.set(name, [...(holders.get(name) ?? []), from.replace('src/', '')])
    }
    expect(Object.fromEntries(holders)).toEqual({
      personOpener: ['gate/sealed-value.ts'],
      caseOpener: ['gate/sealed-value.ts'],
      caseCopyOpener: ['gate/sealed-value.ts'],
      callerOpener: ['gate/sealed-value.ts'],
      patronLinksOpener: ['gate/patron-lookup.ts'],
      circulationOpener: [
        'circulation/charges.ts',
        'circulation/checkout-store.ts',
        'circulation/desk.ts',
        'circulation/hold-store.ts',
        'circulation/undo-store.ts',
      ],
      codeSecretOpener: ['staff/second-factor.ts'],
      columnRotationOpener: ['cli/keys.ts'],
      contactIndexOpener: ['gate/contact-index.ts'],
      correctedPartsOpener: ['gate/patron-facts.ts'],
      followUpOpener: ['ask/follow-ups.ts'],
      dueDateOpener: ['circulation/hold-store.ts'],
      historyResealOpener: ['circulation/checkout-history.ts'],
      holdLineOpener: [
        'circulation/catalog.ts',
        'circulation/checkout-store.ts',
        'circulation/hold-store.ts',
        'circulation/holds.ts',
      ],
      linkImportOpener: ['import/circulation-lander.ts', 'import/lander.ts'],
      linkResealOpener: ['backup/link-reseal-job.ts'],
      nameIndexOpener: ['gate/patron-name.ts'],
      noticeOpener: ['contact/call-queue.ts', 'contact/letters.ts', 'contact/notice-sending.ts'],
      noticePlanningOpener: ['contact/notice-planning.ts'],
      patronImportOpener: ['import/patron-lander.ts'],
      patronSecretOpener: ['patrons/sign-in.ts'],
      returnCountOpener: ['circulation/monthly-statistics.ts'],
      returnedMailOpener: ['contact/returned-mail.ts'],
    })
  })

  test('what a case keeps is read and written by the repositories of cases alone', () => {
    const ofNoCase = [
      ...['caseCounts', 'casesOpenedIn', 'countUnviewedCases', 'drillUnderWay', 'dutyMinutes', 'firstYear'],
      ...['listRankOf', 'maxUnviewed', 'newestDrills'],
    ]
    const store = imports.filter(({ from, to }) => to === 'src/cases/cases-store.ts' && !isIndex(from))
    const reaching = store.filter(({ names }) => names.some((name) => !ofNoCase.includes(name)))
    expect(reaching.map(({ from }) => from)).toEqual([
      // Finder and study ask which cases to read, and read each by its repository.
      'src/cases/case-finder.ts',
      'src/cases/case-service.ts',
      'src/cases/case-study.ts',
      'src/cases/sql-case-repository.ts',
      'src/sealed/case-storage.ts',
    ])
    const ofDenials = imports.filter(
      ({ to, names }) => names.length > 0 && to === 'src/cases/denials-store.ts',
    )
    expect(told(ofDenials)).toEqual([
      'src/cases/denials.ts imports src/cases/denials-store.ts',
      'src/cases/pages/denials.tsx imports src/cases/denials-store.ts',
    ])
  })
})

describe('the house is tidy', () => {
  test('no code but the steps compares the name of a step, and what is common to all steps knows none of them', () => {
    const folder = 'src/cases/steps/'
    const ofSteps = sources.filter((path) => path.startsWith(folder))
    const names = ofSteps.flatMap(
      (path) => /defineStep<[\s\S]*?\n {2}name: '([a-z-]+)'/.exec(text(path))?.[1] ?? [],
    )
    expect(names.length).toBeGreaterThan(60)
    const name = `(${names.join('|')})`
    // Several steps are called as a stage or an outcome is, so what is compared must be a step.
    const compared = new RegExp(
      `\\b(what|step|owed|shown)\\b *[!=]== '${name}'|stepsByName(\\.|\\[')${name}\\b`,
    )
    // The invented cases of the demo are played step by step.
    const others = sources.filter((path) => !path.startsWith(folder) && !path.startsWith('src/app/demo/'))
    const lines = others.flatMap((path) =>
      text(path)
        .split('\n')
        .filter((line) => compared.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(lines).toEqual([])
    const common = [
      'pages/case.tsx',
      'pages/case-list.tsx',
      'next-steps.ts',
      'tasks.ts',
      'step-form.tsx',
      'step-recorder.ts',
    ]
    const camelCase = (step: string) => step.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
    const definition = new RegExp(`\\b(${names.map(camelCase).join('|')})\\b[^']*from '[^']*/steps/`)
    expect(common.filter((path) => definition.test(text(`src/cases/${path}`)))).toEqual([])
  })

  test('every source file is reached from the command line', () => {
    const reached = new Set<string>()
    const reach = (path: string): void => {
      if (reached.has(path) || !sources.includes(path)) return
      reached.add(path)
      for (const { to } of importsOf(path)) reach(to)
    }
    reach('src/cli/main.ts')
    // Why this one: its test draws docs/CASES.md with it.
    expect(sources.filter((path) => !reached.has(path) && !isIndex(path))).toEqual([
      'src/cases/state-diagram.ts',
    ])
  })

  test('what is drawn takes its colors by what they are for, so that they fit a dark room and paper too', () => {
    const drawn = text('src/platform/http/assets/carrel.css').matchAll(/\b(?:fill|stroke): ([^;]+);/g)
    const fixed = [...drawn]
      .map(([, color = '']) => color)
      .filter((color) => !/^(var\(--[a-z-]+\)|none|CanvasText)$/.test(color))
    expect(fixed).toEqual([])
  })

  test('clauses of a policy and the place that a library belongs to are named by its pack, not by the code', () => {
    const typed =
      /\b(Regulation|Regulación|Reglamento) \d|'(Reg \d|Guideline|Footnote)'|\bthe City\b|\bla Ciudad\b/
    const found = tracked
      .filter((path) => /^src\/.*\.(tsx?|typ)$/.test(path) && !isTest(path) && typed.test(text(path)))
      .map((path) => `${path}: ${typed.exec(text(path))?.[0]}`)
    expect(found).toEqual([])
  })

  test('a name that is exported has one meaning, but for the commands, which are all run', () => {
    const made = sources.flatMap((path) =>
      [
        ...text(path).matchAll(
          /^export (?:async |abstract )*(?:const|function|class|type|interface) (\w+)/gm,
        ),
      ].map(([, name = '']) => ({ path, name })),
    )
    const placesOf = (name: string) =>
      new Set(made.filter((one) => one.name === name).map(({ path }) => path))
    const twice = made.filter(({ name }) => name !== 'run' && placesOf(name).size > 1)
    expect(twice.map(({ path, name }) => `${path}: ${name}`)).toEqual([])
  })

  test('only the pure parts, which import nothing of ours, name their errors themselves', () => {
    const isPure = (path: string) => /^src\/(policy|register\/log)\//.test(path)
    const naming = sources.filter((path) => /this\.name = '/.test(text(path)) && !isPure(path))
    expect(naming).toEqual([])
  })

  test('files are named in kebab case, after a noun', () => {
    const code = tracked.filter((path) => /\.(ts|tsx|js)$/.test(path))
    const banned = /(^|[-/])(utils?|helpers?|managers?|services?|data|misc|common|stuff)([-./]|$)/
    const odd = code
      .filter((path) => banned.test(path) || !/^[a-z0-9./_-]+$/.test(path))
      // What the pages of a feature work with has one file of this name in each.
      .filter((path) => !/^src\/[a-z]+\/services\.ts$/.test(path))
    // Why these: self-service and My data are what libraries call them, and the case service is the one of its kind.
    expect(odd).toEqual([
      'src/cases/case-service.ts',
      'src/patrons/pages/my-data.tsx',
      'src/patrons/self-service.ts',
    ])
  })

  test('every form is made by the page kit, which gives it the token that proves it to be ours', () => {
    const pages = sources.filter((path) => path.endsWith('.tsx') && !path.endsWith('/page-kit.tsx'))
    expect(pages.filter((path) => /<form\b/.test(text(path)))).toEqual([])
  })

  test('nothing is left open, and nothing names a machine of ours', () => {
    const open = /\b(TODO|FIXME|XXX|HACK)\b|\.(only|skip)\(['"`]|\/work\/|\/root\//
    const left = tracked
      .filter((path) => /\.(ts|tsx|js|cedar|sql|md|ya?ml)$/.test(path) && path !== 'tests/tidy.test.ts')
      .filter((path) => open.test(text(path)))
    expect(left).toEqual([])
  })

  test('every link in the documents leads somewhere', () => {
    const broken = tracked
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...text(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .map(([, to = '']) => relative(root, resolve(root, dirname(path), to)))
          .filter((to) => !existsSync(join(root, to)))
          .map((to) => `${path} → ${to}`),
      )
    expect(broken).toEqual([])
  })

  /** Why: a name that outlives its file sends the reader nowhere. `*` and `<name>` are for any name. */
  test('every file that a document or a comment names exists', () => {
    const comment = /(?<=^|\s)(?:\/\*[\s\S]*?\*\/|\/\/.*|-- .*)/gm
    const file = /[\w*<][\w./*<>-]*\.(?:tsx?|sql|ya?ml|css)\b/g
    const isDocument = (path: string) => /^policies\/|\.md$/.test(path) && path !== 'CHANGELOG.md'
    const isThere = (name: string) => {
      const like = name.replaceAll('.', '\\.').replace(/\*|<[^>]*>/g, '[^/]*')
      return tracked.some((path) => new RegExp(`(^|/)${like}$`).test(path))
    }
    const gone = tracked
      .filter((path) => isDocument(path) || /\.(tsx?|sql|css)$/.test(path))
      .flatMap((path) => {
        const told = isDocument(path) ? text(path) : (text(path).match(comment) ?? []).join('\n')
        const names = [...new Set(told.match(file))].filter((name) => !isThere(name))
        return names.map((name) => `${path} names ${name}`)
      })
    // Why this one: it is Koha's.
    expect(gone).toEqual(['docs/IMPORT.md names kohastructure.sql'])
  })

  test('decisions are numbered without a gap, dated and listed, and each one that is cited exists', () => {
    const pages = tracked.filter((path) => /^docs\/decisions\/\d{4}-/.test(path)).sort()
    expect(pages.map((path) => Number(path.slice(15, 19)))).toEqual(pages.map((_, at) => at + 1))
    const index = text('docs/decisions/README.md')
    const odd = pages.filter(
      (path, at) =>
        !text(path).startsWith(`# ${at + 1}. `) ||
        !/^Date: \d{4}-\d{2}-\d{2}/m.test(text(path)) ||
        !/^Status: (accepted|superseded by \d{4})$/m.test(text(path)) ||
        !index.includes(path.slice(15)),
    )
    expect(odd).toEqual([])
    const citations = tracked
      .filter(
        (path) => /^(src|docs|tests)\/.*\.(ts|tsx|sql|md)$/.test(path) && !path.startsWith('tests/golden/'),
      )
      .flatMap((path) =>
        [...text(path).matchAll(/(?<!carrel )\bdecision (\d+)\b|docs\/decisions\/(\d{4})/g)]
          .map(([, plain, padded]) => Number(plain ?? padded))
          .filter((number) => number < 1 || number > pages.length)
          .map((number) => `${path} cites decision ${number}`),
      )
    expect(citations).toEqual([])
  })

  test('every dependency is pinned exactly, and has its reason in the decisions', () => {
    type Manifest = Record<
      'dependencies' | 'devDependencies' | 'optionalDependencies',
      Record<string, string>
    >
    const manifest = JSON.parse(text('package.json')) as Manifest
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    )
    const decisions = tracked
      .filter((path) => path.startsWith('docs/decisions/'))
      .map(text)
      .join('\n')
    const unexplained = Object.keys(manifest.dependencies).filter((name) => !decisions.includes(name))
    expect(unexplained).toEqual([])
  })

  test('each line that the threats page calls held names tests, and all that it names exist', () => {
    const page = text('docs/THREATS.md')
    const named = (part: string) => [...part.matchAll(/`([^`]+\.test\.tsx?)`/g)].map(([, path = '']) => path)
    const lists = [...page.matchAll(/^\*\*Held\*\*(.*)\n\n((?:- .*\n(?: {2}.*\n)*)+)/gm)]
    expect(lists).toHaveLength(page.match(/^\*\*Held/gm)?.length ?? 0)
    expect(lists).not.toEqual([])
    const unproven = lists.flatMap(([, heading = '', list = '']) =>
      list.split(/^- /m).filter((line) => line !== '' && named(heading + line).length === 0),
    )
    expect(unproven).toEqual([])
    expect(named(page).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})
