// Runs every benchmark, each in a process of its own, and prints one table; `--write` keeps it in docs/PERFORMANCE.md.
import '../bin/from-source.js'

await import('./all.ts')
