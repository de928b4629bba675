// See src/session/theme.ts and e2e/signed-in-modules.ts.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  const modules = document.querySelector('meta[name="signed-in-modules"]');
  if (modules && sessionStorage.getItem('session')) {
    for (const href of modules.content.split(' ')) {
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
    }
  }
} catch {}
