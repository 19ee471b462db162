import type { Locator, Page } from 'playwright-core'
import { Desk } from './desk.ts'

type Pixel = readonly [x: number, y: number]

/** Picking on the map and what goes with it, in the words of a person. */
export class PickingDesk extends Desk {
  constructor(page: Page) {
    super(page)
  }

  bar(): Locator {
    return this.page.locator('[data-selection-bar]')
  }

  /** Says what is tried, while something is. */
  banner(): Locator {
    return this.page.locator('[data-what-if]')
  }

  /** A figure of the bar as a number: `compounds`, `households`, … */
  async counted(figure: string): Promise<number> {
    const text = await this.bar().locator(`[data-picked="${figure}"]`).innerText()
    return Number((/[\d\u00a0.]+/.exec(text.replaceAll(/\s/g, '')) ?? ['NaN'])[0].replaceAll('\u00a0', ''))
  }

  /** Draws round the corners with the lasso, a key held if asked, and says how many it announced before letting go. */
  async lasso(corners: readonly Pixel[], key?: 'Shift' | 'Alt'): Promise<number> {
    const { keyboard, mouse } = this.page
    await this.page.locator('[data-tool="lasso"]').click()
    const [first, ...rest] = corners
    if (first === undefined) throw new Error('a lasso needs corners')
    if (key !== undefined) await keyboard.down(key)
    await mouse.move(...first)
    await mouse.down()
    for (const corner of rest) await mouse.move(...corner, { steps: 6 })
    const told = await this.page.locator('[data-drawing-count]').innerText()
    await mouse.up()
    if (key !== undefined) await keyboard.up(key)
    await keyboard.press('Escape')
    return Number(/\d+/.exec(told)?.[0])
  }

  /** Ids ticked in the list, of the rows in sight. */
  async ticked(): Promise<string[]> {
    const rows = this.page.locator('[data-compound][data-picked="true"]')
    return rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.compound ?? ''))
  }

  async act(name: string): Promise<void> {
    await this.bar().getByRole('button', { name }).click()
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+z')
  }

  async keepAs(name: string): Promise<void> {
    await this.act('存为小区集')
    await this.page.getByPlaceholder('小区集名称').fill(name)
    await this.page.locator('[data-save-set]').click()
    await this.page.locator(`[data-set="${name}"]`).waitFor()
  }

  async openCharts(): Promise<void> {
    await this.page.keyboard.press('g')
    await this.page.locator('[data-chart="score"] canvas').waitFor()
  }

  chart(id: string): Locator {
    return this.page.locator(`[data-chart="${id}"]`)
  }

  /** Takes the bar at a place, counted from 1, by keyboard. */
  async takeBar(id: string, at: number): Promise<void> {
    await this.chart(id).locator('.chart').focus()
    for (let step = 0; step < at; step += 1) await this.page.keyboard.press('ArrowRight')
    await this.page.keyboard.press('Enter')
  }

  async shownInList(): Promise<number> {
    const text = await this.page.locator('#compound-list .counts').innerText()
    return Number(/\d+/.exec(text)?.[0])
  }
}
