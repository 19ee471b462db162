import type { Link } from './documents.ts'

/** Text that a browser shows as it is. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** A step of the way from the landing page, e.g. 图层. */
export interface Crumb {
  readonly href: string
  readonly title: string
}

/** A page for people: no script, no font and no image from anywhere; the look of the desk, light and dark. */
export function htmlPage(page: {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  readonly demo: boolean
  readonly links: readonly Link[]
  /** Ready HTML. */
  readonly body: string
}): string {
  const crumbs = page.crumbs.map(
    ({ href, title }) => `<a href="${escapeHtml(href)}">${escapeHtml(title)}</a>`,
  )
  const json = page.links.find(({ rel, type }) => rel === 'alternate' && type !== 'text/html')
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · 老旧小区改造一张图</title>
<link rel="icon" href="/favicon.svg">
${page.links.map(headLink).join('\n')}
<style>${STYLE}</style>
</head>
<body>
<header><a class="home" href="/">老旧小区改造一张图</a><nav aria-label="路径">${crumbs.join('<span aria-hidden="true">/</span>')}</nav>${page.demo ? '<strong class="demo">示例数据</strong>' : ''}</header>
<main>
<h1>${escapeHtml(page.title)}</h1>
${page.body}
</main>
<footer>${json === undefined ? '' : `<a href="${escapeHtml(json.href)}">本页的 JSON</a>`}<span>坐标 CGCS2000 · 标高 1985 国家高程 · 金额为元</span></footer>
</body>
</html>
`
}

function headLink({ href, rel, type, title }: Link): string {
  return `<link rel="${escapeHtml(rel)}" type="${escapeHtml(type)}" title="${escapeHtml(title)}" href="${escapeHtml(href)}">`
}

const STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f9;--surface:#fff;--ink:#1b2430;--quiet:#5b6776;--line:#e2e6eb;--accent:#0b6e8f;--demo:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ground:#0e141b;--surface:#161e27;--ink:#e7ecf2;--quiet:#93a1b0;--line:#27323e;--accent:#4fb6d6;--demo:#e0b25a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.6 "Noto Sans SC Variable","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
header{display:flex;gap:16px;align-items:center;min-height:52px;padding:8px 24px;background:var(--surface);border-bottom:1px solid var(--line)}
header nav{display:flex;flex-wrap:wrap;gap:8px;flex:1;color:var(--quiet)}
.home{font-weight:600;color:var(--ink)}
.demo{color:var(--demo);border:1px solid currentColor;border-radius:6px;padding:2px 8px;font-size:12px;white-space:nowrap}
main{max-width:1280px;margin:0 auto;padding:24px}
h1{font-size:28px;line-height:1.3;margin:0 0 8px}h2{font-size:16px;margin:24px 0 8px}
p{margin:8px 0;max-width:72ch}.quiet{color:var(--quiet)}
.card{background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:16px;margin:16px 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(288px,1fr));gap:16px;margin:16px 0}.cards .card{margin:0}
.card h2,.card h3{font-size:16px;margin:0 0 4px}
code{font:13px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--quiet);white-space:nowrap}td{min-width:96px;max-width:360px;overflow-wrap:anywhere}td a{white-space:nowrap}td.number{text-align:right;white-space:nowrap}
tr:last-child>*{border-bottom:0}
svg{display:block;width:100%;height:360px;background:var(--surface);border:1px solid var(--line);border-radius:6px;margin:16px 0}
.pages{display:flex;gap:16px;flex-wrap:wrap;margin:16px 0}
footer{display:flex;gap:24px;flex-wrap:wrap;max-width:1280px;margin:0 auto;padding:16px 24px 32px;color:var(--quiet);font-size:12px}
`
