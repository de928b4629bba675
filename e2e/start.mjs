// `npm start`: the panel on the mock API, in the dev server.
import { createServer } from 'vite';

const server = await createServer();
await server.listen();
// Plain text: a colour code inside the address would spoil it for whoever reads it from a pipe.
console.log(`\n  The panel: ${server.resolvedUrls?.local[0]}`);
console.log(
  '  Sign in as kratos / deimos. Ctrl C stops it; every start begins with the same servers and containers.\n',
);
server.bindCLIShortcuts();
