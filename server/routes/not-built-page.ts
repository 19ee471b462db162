/** Shown where the page has not been built: what to do, nothing else. */
export const notBuiltPage = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>页面尚未构建 · 老旧小区改造一张图</title>
    <style>
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f6f7f9;
        color: #1b2430; font: 16px/1.7 'Noto Sans SC', 'Microsoft YaHei', sans-serif; }
      main { max-width: 32em; padding: 24px; }
      h1 { font-size: 20px; }
      code { background: #e2e6eb; border-radius: 4px; padding: 2px 6px; }
    </style>
  </head>
  <body>
    <main>
      <h1>页面尚未构建</h1>
      <p>服务已启动,但没有找到构建好的页面(dist/)。</p>
      <p>请在项目目录运行 <code>npm start</code>,或运行 <code>npm run build</code> 后刷新本页。</p>
      <p>数据接口不受影响:<a href="/api/openapi.json">/api/openapi.json</a></p>
    </main>
  </body>
</html>
`
