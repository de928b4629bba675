import { queryOptions } from '@tanstack/react-query';
import { getPanelConfiguration } from '../api/panel-configuration.ts';

/** The supplier's `config.json` beside index.html, read once a page load. */
export const panelConfigurationQuery = () =>
  queryOptions({
    queryKey: ['panel-configuration'],
    queryFn: ({ signal }) => getPanelConfiguration(`${import.meta.env.BASE_URL}config.json`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
