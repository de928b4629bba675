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

/** The browser can paint and answer before a new task, which it cannot within one that runs for long. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

function render(container: HTMLElement, router: ReturnType<typeof createPanelRouter>) {
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

async function start(container: HTMLElement) {
  await nextTask();
  const router = createPanelRouter(queryClient);
  await nextTask();
  // Rendered before the page's code is there, React would show nothing and then hold the page back for 300 ms more.
  try {
    await router.load();
  } finally {
    render(container, router);
  }
}

// Not awaited here: the page's code imports this file, and would wait for it in turn.
void start(root);
