import { randomBytes } from 'node:crypto';
import type { Plugin } from 'vite';

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // The customer types the API's address, which can be on any host; plain http: is for an API on the same machine.
  "connect-src 'self' https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** The policy of design.md §8, without what only a header can say (`frame-ancestors`). */
export const CONTENT_SECURITY_POLICY = DIRECTIVES.join('; ');

/** The headers that whoever hosts the panel should send; `vite preview` sends them. */
export const SECURITY_HEADERS: Record<string, string> = {
  'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Content-Type-Options': 'nosniff',
  // Another page can neither hold the window that it opened the panel in, nor load a file of it.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The policy of the dev server: React's refresh and Vite's styles are inline there, and carry this nonce. */
function developmentPolicy(nonce: string): string {
  const allowing = (directive: string) =>
    /^(script|style)-src /.test(directive) ? `${directive} 'nonce-${nonce}'` : directive;
  return [...DIRECTIVES.map(allowing), "frame-ancestors 'none'"].join('; ');
}

/**
 * Writes the policy into the built index.html, for hosts that cannot set headers; the preview server and the dev server
 * send the headers.
 */
export function contentSecurityPolicyPlugin(): Plugin {
  // Of this start of the dev server, which nobody but who develops on this computer can reach.
  const nonce = randomBytes(16).toString('base64');
  return {
    name: 'content-security-policy',
    config(_, { command, isPreview }) {
      if (command === 'build') return {};
      if (isPreview) return { preview: { headers: SECURITY_HEADERS } };
      const headers = { ...SECURITY_HEADERS, 'Content-Security-Policy': developmentPolicy(nonce) };
      return { html: { cspNonce: nonce }, server: { headers } };
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
                injectTo: 'head-prepend',
              },
            ],
    },
  };
}
