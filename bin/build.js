/** `npm run build`: compiles `src/` to `dist/`, which starts in half the time and needs no compiler. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { dist, isBuilt, MADE_OF, root, sourceFiles, sourceSum } from './built.js'

if (isBuilt()) {
  console.log('dist/ is made of this source already.')
} else {
  try {
    build()
  } catch (error) {
    console.error(`dist/ was not built: ${error.message}`)
    process.exitCode = 1
  }
}

function build() {
  const sum = sourceSum()
  const aside = mkdtempSync(join(root, 'dist-'))
  try {
    compile(aside)
    copyTheRest(aside)
    if (sourceSum() !== sum) throw new Error('the source changed meanwhile: run it again')
    writeFileSync(join(aside, MADE_OF), `${sum}\n`)
    // Why: anyone who may read the source, such as the service's user, runs what root built.
    chmodSync(aside, statSync(join(root, 'src')).mode & 0o755)
    putInPlace(aside)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function compile(aside) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  if (!existsSync(tsc)) throw new Error('TypeScript is not installed: run npm ci without --omit=dev first')
  const args = [tsc, '--project', join(root, 'tsconfig.build.json'), '--outDir', aside]
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) {
    throw new Error('the source does not compile')
  }
}

/** Styles, scripts, migrations, typesetting: everything but TypeScript, at the same place. */
function copyTheRest(aside) {
  for (const name of sourceFiles().filter((name) => !/\.(tsx?|md)$/.test(name))) {
    mkdirSync(dirname(join(aside, name)), { recursive: true })
    copyFileSync(join(root, 'src', name), join(aside, name))
  }
}

/** A folder cannot be renamed over another, so the old one goes aside first; of two builds at once, the last one stays. */
function putInPlace(aside) {
  for (;;) {
    const former = mkdtempSync(join(root, 'dist-'))
    try {
      renameSync(dist, join(former, 'dist'))
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
    rmSync(former, { recursive: true, force: true })
    try {
      return renameSync(aside, dist)
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    }
  }
}
