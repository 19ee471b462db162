import type { Locator } from 'playwright-core'
import { Desk } from './desk.ts'

/** Reviewing scores and writing the scoring sheet, as a planner does it. */
export class ScoreDesk extends Desk {
  async signIn(name: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: '登录' }).first().click()
    await this.page.getByLabel('用户名').fill(name)
    await this.page.locator('#sign-in-password').fill(password)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('button', { name: /规划人员/ }).waitFor()
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name })
  }

  async openReview(): Promise<Locator> {
    await this.page.locator('[data-open-review]').click()
    const dialog = this.dialog(/评分复核/)
    await dialog.locator('[data-review-row]').first().waitFor()
    return dialog
  }

  async openSheet(): Promise<Locator> {
    await this.page.getByRole('banner').getByRole('button', { name: '评分表' }).click()
    const dialog = this.dialog('评分表')
    await dialog.locator('[data-criterion-row]').first().waitFor()
    return dialog
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape')
  }

  /** Head of the detail: name, verdict, rank. */
  async waitForRank(): Promise<void> {
    await this.detail()
      .getByText(/第 \d+ 名/)
      .first()
      .waitFor()
  }

  async waitForNoRank(): Promise<void> {
    await this.detail()
      .getByText(/第 \d+ 名/)
      .first()
      .waitFor({ state: 'detached' })
  }
}
