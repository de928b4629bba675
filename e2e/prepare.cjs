/*
 * What `npm start`, `npm test` and the other scripts run first. This file and only this file is written so that
 * Node 10 can read it: a Node that is too old gets one sentence, not a stack trace.
 */
var parts = process.versions.node.split('.').map(Number);
var major = parts[0];
var minor = parts[1];
var supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!supported) {
  console.error(
    'The panel needs Node 20.19 or newer (of 22: 22.12 or newer), and this is Node ' +
      process.versions.node +
      '. Nothing was installed or started. Install a newer Node from https://nodejs.org and run the command again.'
  );
  process.exit(1);
}

import('./prepare-dependencies.mjs').then(function (dependencies) {
  dependencies.installDependencies();
  // Only now: this file imports a dependency.
  if (process.argv[2] === 'browser') {
    import('./browser.mjs').then(function (browser) {
      browser.ensureBrowser();
    });
  }
});
