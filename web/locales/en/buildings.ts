/** Correcting single buildings. */
export default {
  title: 'Edit buildings',
  open: 'Edit buildings',
  openDraft: 'Go on with the unsaved buildings',
  intro:
    'Households, area and the number of buildings are summed from here; the tier follows their years and households. What nobody knows stays empty: to be verified.',
  add: 'Add a building',
  added: 'New {n}',
  isNew: 'new',
  unsurveyed: 'not on the map',
  unsurveyedNote:
    'No surveyed outline: it counts in the totals, but no map shows it and no branch goes around it. Outlines come from survey files.',
  remove: 'Remove',
  keep: 'Keep',
  goes: 'will be removed',
  was: 'Was:',
  putBack: 'Put back {field} of {title}',
  theirs:
    'Somebody else has just changed these buildings; they now read as saved there. Your changes are still here; compare before you save:',
  movedOn: 'These buildings of {name} have been changed since; open the compound to compare.',
  step: '{what} changed ({name})',
  steps: '{what} and more, {n} changes ({name})',
  fields: {
    number: 'No.',
    builtYear: 'Year',
    floors: 'Floors',
    units: 'Units',
    households: 'Households',
    floorArea: 'Area',
    structure: 'Structure',
    use: 'Use',
  },
  sums: { buildings: 'Buildings', households: 'Households', floorArea: 'Area m²', tier: 'Tier' },
}
