import map from './map.zh.ts'
import account from './zh/account.ts'
import brief from './zh/brief.ts'
import detail from './zh/detail.ts'
import drainage from './zh/drainage.ts'
import drawer from './zh/drawer.ts'
import edit from './zh/edit.ts'
import history from './zh/history.ts'
import list from './zh/list.ts'
import picking from './zh/picking.ts'
import shell from './zh/shell.ts'
import table from './zh/table.ts'
import terms from './zh/terms.ts'

export default {
  shell,
  account,
  history,
  list,
  detail,
  drainage,
  terms,
  map,
  picking,
  drawer,
  table,
  brief,
  edit,
}
