import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, compoundOfEvidence, evidenceId } from '#core/attachment/attachment.ts'

test.each([
  ['井口.jpg', '井口.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\照片\\一.png', '一.png'],
  ['<script>alert(1)</script>.pdf', 'script .pdf'],
  ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1'],
  ['gpj.\u202Eexe', 'gpj. exe'],
  ['...', '附件'],
  ['', '附件'],
])('a name %j is shown as %j', (given, shown) => {
  expect(cleanFileName(given)).toBe(shown)
})

test('property: a name is never a path, never empty, never long, and stays as it is the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (given) => {
      const clean = cleanFileName(given)
      expect(clean).not.toMatch(/[\\/\p{Cc}"<>]|^\./u)
      expect([...clean].length).toBeGreaterThan(0)
      expect([...clean].length).toBeLessThanOrEqual(120)
      expect(cleanFileName(clean)).toBe(clean)
    }),
  )
})

test('the compound of a criterion’s evidence is found again', () => {
  expect(compoundOfEvidence(evidenceId('XQ-001', 'C3'))).toBe('XQ-001')
  for (const bad of ['XQ-001', ':C3', 'XQ-001:', '']) expect(compoundOfEvidence(bad)).toBeNull()
})
