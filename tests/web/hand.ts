import type { Page } from 'playwright-core'

/*
 * What a hand does on a page that runs no script of its own. Why not by the locators of the browser's driver: those bring
 * their own program to each page that they touch, which takes a third of what it takes to get there. These look for the
 * same: that what is meant is there, may be used, is seen, and has nothing in front of it.
 */

/** Presses the first such thing, where it is in sight, as a mouse does. */
export async function click(page: Page, css: string): Promise<void> {
  const { x, y } = await found<{ x: number; y: number }>(
    page,
    css,
    `
    it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const [box] = it.getClientRects()
    const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2
    const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2
    const front = document.elementFromPoint(x, y)
    if (!it.contains(front)) return { fault: 'is behind ' + front?.outerHTML.slice(0, 90) }
    return { value: { x, y } }`,
  )
  await page.mouse.click(x, y)
}

/** The same, where it leads to another page, until that is there. */
export async function press(page: Page, css: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), click(page, css)])
}

export async function pick(page: Page, css: string, value: string): Promise<void> {
  await found(
    page,
    css,
    `
    const text = ${JSON.stringify(value)}
    const option = [...it.options].find((one) => one.value === text) ?? [...it.options].find((one) => one.label === text)
    if (option === undefined || option.disabled) return { fault: 'has no ' + text }
    it.value = option.value
    return {}`,
  )
}

/** Types in place of what stands there. A date has no text to type into: it is given whole. */
export async function type(page: Page, css: string, text: string): Promise<void> {
  const isGiven = await found<boolean>(
    page,
    css,
    `
    const text = ${JSON.stringify(text)}
    if (it.readOnly) return { fault: 'is only to be read' }
    const isGiven = /^(date|time|month|week|datetime-local)$/.test(it.type)
    if (isGiven) {
      it.value = text
      if (it.value !== text) return { fault: 'does not take ' + text }
    } else {
      it.focus()
      it.select()
      if (document.activeElement !== it) return { fault: 'does not take the focus' }
    }
    return { value: isGiven }`,
  )
  if (isGiven) return
  if (text === '') await page.keyboard.press('Delete')
  else await page.keyboard.insertText(text)
}

/** What a script says of the first such thing on the page, which is called `it`. @throws what is wrong with it */
async function found<T>(page: Page, css: string, script: string): Promise<T> {
  const { fault, value } = (await page.evaluate(`(() => {
    const it = document.querySelector(${JSON.stringify(css)})
    if (it === null) return { fault: 'is not there' }
    if (it.disabled) return { fault: 'may not be used' }
    if (!it.checkVisibility({ visibilityProperty: true })) return { fault: 'is not seen' }
    ${script}
  })()`)) as { readonly fault?: string; readonly value: T }
  if (fault !== undefined) throw new Error(`${css} ${fault}`)
  return value
}
