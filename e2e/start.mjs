// `npm start`: the panel on the mock API, in the dev server.
import { createServer } from 'vite';

const server = await createServer();
await server.listen();
server.printUrls();
server.config.logger.info(
  '\n  Sign in as kratos / deimos. Ctrl C stops; every start begins with the same servers and containers.\n',
);
server.bindCLIShortcuts();
