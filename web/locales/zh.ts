import map from './map.zh.ts'
import account from './zh/account.ts'
import attachments from './zh/attachments.ts'
import audit from './zh/audit.ts'
import brief from './zh/brief.ts'
import buildings from './zh/buildings.ts'
import charts from './zh/charts.ts'
import consent from './zh/consent.ts'
import detail from './zh/detail.ts'
import drainage from './zh/drainage.ts'
import drawer from './zh/drawer.ts'
import edit from './zh/edit.ts'
import field from './zh/field.ts'
import fieldSheet from './zh/field-sheet.ts'
import exports from './zh/exports.ts'
import history from './zh/history.ts'
import imports from './zh/imports.ts'
import list from './zh/list.ts'
import marking from './zh/marking.ts'
import picking from './zh/picking.ts'
import plans from './zh/plans.ts'
import print from './zh/print.ts'
import review from './zh/review.ts'
import scoring from './zh/scoring.ts'
import shell from './zh/shell.ts'
import table from './zh/table.ts'
import terms from './zh/terms.ts'
import tieIns from './zh/tie-ins.ts'
import ties from './zh/ties.ts'
import whatIf from './zh/what-if.ts'
import work from './zh/work.ts'

export default {
  consent,
  map,
  account,
  attachments,
  audit,
  brief,
  buildings,
  charts,
  detail,
  drainage,
  drawer,
  edit,
  field,
  fieldSheet,
  exports,
  history,
  imports,
  list,
  marking,
  picking,
  plans,
  print,
  review,
  scoring,
  shell,
  table,
  terms,
  tieIns,
  ties,
  whatIf,
  work,
}
