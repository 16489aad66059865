import { expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { click, pick, press, type } from './hand.ts'

test('a hand touches only what is there, may be used, is seen, and has nothing in front of it', async () => {
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    await page.setContent(`
      <button id="off" disabled>a</button><button id="hidden" hidden>b</button>
      <div style="position: relative"><button id="behind">c</button><p style="position: absolute; inset: 0; margin: 0">d</p></div>
      <input id="read" readonly value="e"><input id="text" value="before"><input id="day" type="date">
      <select id="list"><option value="one">1</option></select><a id="on" href="data:text/html,there">f</a>`)
    await expect(click(page, '#none')).rejects.toThrow('#none is not there')
    await expect(click(page, '#off')).rejects.toThrow('#off may not be used')
    await expect(click(page, '#hidden')).rejects.toThrow('#hidden is not seen')
    await expect(click(page, '#behind')).rejects.toThrow('#behind is behind <p')
    await expect(type(page, '#read', 'x')).rejects.toThrow('#read is only to be read')
    await expect(type(page, '#day', 'soon')).rejects.toThrow('#day does not take soon')
    await expect(pick(page, '#list', 'two')).rejects.toThrow('#list has no two')
    await type(page, '#text', 'after')
    await type(page, '#day', '2026-11-24')
    await pick(page, '#list', 'one')
    const values = "[...document.querySelectorAll('#text, #day, #list')].map((one) => one.value)"
    expect(await page.evaluate(values)).toEqual(['after', '2026-11-24', 'one'])
    page.setDefaultTimeout(1_000)
    await expect(press(page, '#text')).rejects.toThrow('Timeout')
  } finally {
    await browser.close()
  }
})
