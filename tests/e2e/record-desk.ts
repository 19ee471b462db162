import type { Locator } from 'playwright-core'
import { Desk } from './desk.ts'

/** The desk of somebody who corrects records. */
export class RecordDesk extends Desk {
  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: '登录' }).first().click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('用户名').fill(username)
    await dialog.getByLabel('密码', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await this.page.getByRole('button', { name: /^账号/ }).waitFor()
  }

  form(): Locator {
    return this.page.getByRole('form', { name: '修改台账' })
  }

  async beginEdit(): Promise<void> {
    await this.detail()
      .getByRole('button', { name: /修改台账|继续未保存的修改/ })
      .click()
    await this.form().waitFor()
  }

  async beginBuildings(): Promise<Locator> {
    await this.detail().locator('[data-edit-buildings]').click()
    const form = this.page.getByRole('form', { name: '修改楼栋' })
    await form.waitFor()
    return form
  }

  async typeInto(building: string, fact: string, text: string): Promise<void> {
    const card = this.page.getByRole('group', { name: building })
    await card.getByRole('textbox', { name: fact }).fill(text)
  }

  async answer(fact: string, choice: string): Promise<void> {
    await this.form().getByRole('radiogroup', { name: fact }).getByRole('radio', { name: choice }).click()
  }

  async type(fact: string, text: string): Promise<void> {
    await this.form().getByLabel(fact, { exact: true }).fill(text)
  }

  async giveReason(text: string): Promise<void> {
    await this.form().getByLabel('修改原因').fill(text)
  }

  /** What the page says the plan would be once saved. */
  async effect(): Promise<string> {
    const effect = this.form().locator('[data-state="ready"]')
    await effect.waitFor()
    return effect.innerText()
  }

  async save(): Promise<void> {
    await this.form().getByRole('button', { name: /^保存/ }).click()
  }

  /** Waits until the open compound's verdict is this. */
  async verdictIs(verdict: string): Promise<void> {
    await this.detail().locator('.verdict', { hasText: verdict }).waitFor()
  }

  check(id: string, verdict: 'pass' | 'fail' | 'unknown'): Locator {
    return this.detail().locator(`[data-check="${id}"][data-verdict="${verdict}"]`)
  }

  /** Types into the search box and presses Ctrl+Z there: what is left in the box. */
  async undoesItsOwnText(): Promise<string> {
    const box = this.page.getByRole('combobox', { name: /搜索/ })
    await box.click()
    await this.page.keyboard.type('x')
    await this.page.keyboard.press('Control+z')
    const left = await box.inputValue()
    await this.page.keyboard.press('Escape')
    return left
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: /^撤销:/ }).click()
  }
}
