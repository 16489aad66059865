import { onFullDisks } from './full-disks.ts'

onFullDisks('the others')
