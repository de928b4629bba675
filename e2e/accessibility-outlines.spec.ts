/** Landmarks, headings, groups and tables of each page in the accessibility tree: what a screen reader lists to move by. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { OVERLAYS } from './overlay-states.ts';
import { PAGES, prepareStates } from './page-states.ts';

const LISTED =
  /^\s*- '?((?:banner|main|navigation|region|form|search|heading|table|grid|radiogroup|dialog|alert)\b(?: "(?:[^"\\]|\\.)*")?(?: \[level=\d\])?)/;

/** What of the page, or of the dialog over it, a person can move by, in the order of the tree. */
async function outlineOf(page: Page): Promise<string[]> {
  const dialog = page.getByRole('dialog');
  const part = (await dialog.count()) > 0 ? dialog.last() : page.locator('body');
  const tree = await part.ariaSnapshot();
  return tree.split('\n').flatMap((line) => line.match(LISTED)?.[1] ?? []);
}

const FRAME = ['banner', 'navigation "Main"', 'radiogroup "Theme"'];
const NOTIFICATIONS = 'region "Notifications"';
const inFrame = (...page: string[]) => [...FRAME, ...page, NOTIFICATIONS];
const ofServer = (...page: string[]) =>
  inFrame('main "1.2.3.4"', 'navigation "Breadcrumb"', 'heading "1.2.3.4" [level=1]', 'navigation "Server"', ...page);

const OUTLINES: Record<string, string[]> = {
  servers: inFrame('main "Servers"', 'heading "Servers" [level=1]', 'table "Servers"'),
  'containers of a server': ofServer('table "Containers"'),
  containers: inFrame(
    'main "Containers"',
    'heading "Containers" [level=1]',
    'radiogroup "Group by"',
    'table "Containers"',
  ),
  'new container': inFrame(
    'main "New container"',
    'navigation "Breadcrumb"',
    'heading "New container" [level=1]',
    'form "New container"',
    'region "Quotas"',
  ),
  container: inFrame(
    'main "hydra"',
    'navigation "Breadcrumb"',
    'heading "hydra" [level=1]',
    'region "Resources"',
    'heading "Resources" [level=2]',
    'region "Start"',
    'heading "Start" [level=2]',
    'region "Details"',
    'heading "Details" [level=2]',
    'region "Links"',
    'heading "Links" [level=2]',
    'form "New link"',
    'region "Alarm channels"',
    'heading "Alarm channels" [level=2]',
    'region "Reboot"',
    'heading "Reboot" [level=2]',
    'region "Port mappings"',
    'heading "Port mappings" [level=2]',
    'form "New port mapping"',
    'radiogroup "Protocol"',
    'table "Port mappings"',
  ),
  'port mappings with a clash': ofServer(
    'heading "Port mappings" [level=2]',
    'region "Port mappings"',
    'form "New port mapping"',
    'radiogroup "Protocol"',
    'table "Port mappings"',
  ),
  'import of port mappings': ofServer(
    'heading "Import port mappings" [level=2]',
    'radiogroup "Source"',
    'region "Errors"',
    'radiogroup "Apply as"',
    'region "Plan"',
    'heading "Plan" [level=3]',
    'radiogroup "Show"',
    'table "Plan"',
    'region "Apply"',
  ),
  'port map with a conflict and its ranges': ofServer(
    'heading "Port map" [level=2]',
    'radiogroup "Protocol"',
    'grid "Blocks of 256 ports"',
    'region "Ports 8960–9215"',
    'heading "Ports 8960–9215" [level=3]',
    'grid "Ports of the block"',
    'region "Conflicts 1"',
    'heading "Conflicts 1" [level=3]',
    'heading "tcp 9000" [level=4]',
    'region "Next free"',
    'heading "Next free" [level=3]',
    'region "By container"',
    'heading "By container" [level=3]',
    'table "Ports by container"',
    'region "Ranges"',
    'heading "Ranges" [level=3]',
    'table "Ranges of public ports"',
  ),
  'a run that has ended': ofServer(
    'heading "Port mappings" [level=2]',
    'region "Added 11 port mappings"',
    'heading "Added 11 port mappings" [level=3]',
    'radiogroup "Show results"',
    'region "Results"',
    'table "Results"',
    'region "Port mappings"',
    'form "New port mapping"',
    'radiogroup "Protocol"',
    'table "Port mappings"',
  ),
  'all ports': inFrame('main "Ports"', 'heading "Ports" [level=1]', 'table "Ports"'),
  tags: inFrame('main "Tags"', 'heading "Tags" [level=1]', 'region "Tags"', 'form "New tag"', 'table "Tags"'),
  capacity: inFrame(
    'main "5.6.7.8"',
    'navigation "Breadcrumb"',
    'heading "5.6.7.8" [level=1]',
    'navigation "Server"',
    'region "Capacity"',
    'heading "Capacity" [level=2]',
    'form "Capacity of 5.6.7.8"',
    'region "Where the totals come from"',
    'heading "Where the totals come from" [level=2]',
  ),
  'not your server': inFrame('main "Not your server"', 'heading "Not your server" [level=1]'),
  'page not found': inFrame('main "Page not found"', 'heading "Page not found" [level=1]'),
  search: ['dialog "Search"'],
  'export of port mappings': [
    'dialog "Export port mappings"',
    'heading "Export port mappings" [level=2]',
    'radiogroup "What"',
    'radiogroup "Format"',
  ],
  'recent changes': ['dialog "Recent changes"', 'heading "Recent changes" [level=2]'],
  'edit of a mapping': [
    'dialog "Edit udp 5353"',
    'heading "Edit udp 5353" [level=2]',
    'form "Edit udp 5353"',
    'radiogroup "Protocol"',
  ],
  'deletion of a tag': ['dialog "Delete prod?"', 'heading "Delete prod?" [level=2]'],
};

test('each page and dialog is the outline that it should be', async ({ page, panel, mockApi }) => {
  test.setTimeout(120_000);
  await prepareStates(mockApi);
  // What is unsaved is left without a question.
  page.on('dialog', (asked) => void asked.accept());
  await panel.holdSession();
  for (const { name, path, shows, reach } of [...PAGES, ...OVERLAYS]) {
    const outline = OUTLINES[name];
    if (!outline) continue;
    await test.step(name, async () => {
      await page.goto(`./${path}`);
      await expect(shows(page)).toBeVisible();
      await reach?.(page, mockApi);
      await expect.soft(async () => expect(await outlineOf(page)).toEqual(outline)).toPass({ timeout: 2_000 });
    });
  }
});
