import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { panelConfigurationQuery } from '../../queries/panel-configuration.ts';
import { useSignIn } from '../../queries/session.ts';
import { checkApiUrl, lookedUp, takenApart } from '../../rules/api-url.ts';
import { explainSignInFailure, isFaultOfUrl } from '../../rules/failures.ts';
import { returnPath } from '../../rules/return-path.ts';
import { remembered } from '../../session/remembered.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { PAGE_TITLE_ID, useDocumentTitle } from '../../ui/document-title.ts';
import { FormShell, FormTextField } from '../../ui/form.tsx';
import { dismissAll } from '../../ui/notifications.ts';
import { Brand } from '../shared/brand.tsx';

const route = getRouteApi('/sign-in');
const panelOrigin = window.location.origin;

const credentialsSchema = z.object({
  apiUrl: z.string().check((context) => {
    const checked = checkApiUrl(context.value, panelOrigin);
    if (!checked.ok) context.issues.push({ code: 'custom', input: context.value, message: checked.message });
  }),
  username: z.string().check(z.minLength(1, 'Enter your username.')),
  password: z.string().check(z.minLength(1, 'Enter your password.')),
});

/** Sign-in: `GET me` proves the credentials (design.md §5). */
export function SignInPage() {
  const { returnTo } = route.useSearch();
  const navigate = useNavigate();
  const { data: configuration, isPending: isConfiguring } = useQuery(panelConfigurationQuery());
  const signIn = useSignIn();
  const session = useSession();
  const last = remembered();
  const form = useForm({
    resolver: zodResolver(credentialsSchema),
    defaultValues: { apiUrl: last.apiUrl, username: last.username, password: '' },
  });
  const { apiUrl: typedApiUrl } = form.watch();
  const [note, setNote] = useState<string>();
  useDocumentTitle('Sign in');

  // The preset arrives after the first paint; it never overwrites what the person typed or used last. A mistake in it
  // is the supplier's to mend, so the person is asked as if there were none.
  const preset = checkApiUrl(configuration?.apiUrl ?? '', panelOrigin);
  const presetApiUrl = preset.ok ? preset.apiUrl : '';
  useEffect(() => {
    if (presetApiUrl && form.getValues('apiUrl') === '') form.setValue('apiUrl', presetApiUrl);
  }, [presetApiUrl, form]);

  // Whoever comes here comes to type. Not before it is known which field is empty, nor away from where somebody is.
  useEffect(() => {
    if (isConfiguring || document.activeElement !== document.body) return;
    const fields = ['apiUrl', 'username', 'password'] as const;
    form.setFocus(fields.find((name) => form.getValues(name) === '') ?? 'password');
  }, [isConfiguring, form]);

  /** Credentials that are typed or pasted as part of the URL stay there no longer than it takes to move them. */
  function moveCredentials() {
    const taken = takenApart(form.getValues('apiUrl'));
    if (taken) {
      for (const [name, value] of Object.entries(taken)) form.setValue(name as keyof typeof taken, value);
      setNote('Username and password were moved from the URL to their fields. Nothing was sent.');
    }
  }

  async function submit(values: z.infer<typeof credentialsSchema>) {
    const written = lookedUp(values.apiUrl);
    if (written) {
      form.setValue('apiUrl', written);
      const message = `With these letters the browser goes to ${written}. Nothing was sent. Check it, then sign in.`;
      form.setError('apiUrl', { message }, { shouldFocus: true });
      return;
    }
    const checked = checkApiUrl(values.apiUrl, panelOrigin);
    if (!checked.ok) return;
    try {
      await signIn.mutateAsync({ ...values, apiUrl: checked.apiUrl });
    } catch (error) {
      form.setFocus(isFaultOfUrl(error) ? 'apiUrl' : 'password');
      return;
    }
    dismissAll();
    await navigate({ href: returnPath(returnTo), replace: true });
  }

  // What was refused is not what the fields say now.
  const forgetFailure = () => {
    if (signIn.isError) signIn.reset();
  };
  const failure = signIn.error
    ? explainSignInFailure(signIn.error, { apiUrl: signIn.variables?.apiUrl ?? typedApiUrl, panelOrigin })
    : null;

  return (
    <main aria-labelledby={PAGE_TITLE_ID} className="grid min-h-dvh place-items-center bg-ground px-4 py-10 text-text">
      <div className="w-full max-w-sm">
        <Brand />
        <h1 id={PAGE_TITLE_ID} className="mt-8 mb-5 font-medium text-[1.375rem]/8">
          Sign in
        </h1>
        {session.status === 'signed-out' && session.elsewhere ? (
          <p role="status" className="mb-4">
            You signed out in another tab. What you typed here and did not save is kept in this tab for your next
            sign-in.
          </p>
        ) : null}
        <FormShell
          form={form}
          label="Sign in"
          onSubmit={submit}
          loading={signIn.isPending}
          submitError={
            failure ? (
              <>
                <strong className="font-medium">{failure.title}.</strong> {failure.detail}
              </>
            ) : null
          }
          footer={
            <Button type="submit" variant="primary" busy={signIn.isPending} className="w-full">
              Sign in
            </Button>
          }
        >
          <FormTextField
            form={form}
            name="apiUrl"
            onChange={() => {
              forgetFailure();
              moveCredentials();
            }}
            note={note}
            label="API URL"
            type="url"
            inputMode="url"
            autoComplete="url"
            spellCheck={false}
            mono
            placeholder="https://api.example.com/api"
            hint="Your supplier's API. Credentials go there and nowhere else."
          />
          <FormTextField
            form={form}
            name="username"
            onChange={forgetFailure}
            label="Username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <FormTextField
            form={form}
            name="password"
            onChange={forgetFailure}
            label="Password"
            type="password"
            autoComplete="current-password"
          />
        </FormShell>
        <p className="mt-6 text-muted text-xs">The password stays in this tab and is gone when you close it.</p>
      </div>
    </main>
  );
}
