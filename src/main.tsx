import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './queries/client.ts';
import { createPanelRouter } from './routes.tsx';
import './ui/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');

const queryClient = createQueryClient();
const router = createPanelRouter(queryClient);

function render(container: HTMLElement) {
  // As a transition React renders in slices, and leaves the browser room in between.
  startTransition(() =>
    createRoot(container).render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

// Rendered before the page's code is there, React would show nothing and then hold the page back for 300 ms more.
// Not awaited here: the page's code imports this file, and would wait for it in turn.
void router.load().finally(() => render(root));
