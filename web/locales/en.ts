import account from './en/account.ts'
import attachments from './en/attachments.ts'
import audit from './en/audit.ts'
import brief from './en/brief.ts'
import buildings from './en/buildings.ts'
import charts from './en/charts.ts'
import consent from './en/consent.ts'
import detail from './en/detail.ts'
import drainage from './en/drainage.ts'
import drawer from './en/drawer.ts'
import edit from './en/edit.ts'
import field from './en/field.ts'
import fieldSheet from './en/field-sheet.ts'
import exports from './en/exports.ts'
import history from './en/history.ts'
import imports from './en/imports.ts'
import list from './en/list.ts'
import marking from './en/marking.ts'
import picking from './en/picking.ts'
import plans from './en/plans.ts'
import print from './en/print.ts'
import review from './en/review.ts'
import scoring from './en/scoring.ts'
import shell from './en/shell.ts'
import table from './en/table.ts'
import terms from './en/terms.ts'
import tieIns from './en/tie-ins.ts'
import ties from './en/ties.ts'
import whatIf from './en/what-if.ts'
import map from './map.en.ts'
import work from './en/work.ts'

export default {
  consent,
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
  map,
  work,
}
