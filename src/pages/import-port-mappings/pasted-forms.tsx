/** In the order in which people are likely to have them. */
const FORMS = [
  { name: 'Ports', text: '9000:8000\n9000:8000/udp\n8000-8010:9000-9010' },
  { name: 'docker run', text: 'docker run -p 9000:8000 -p 5353:5353/udp --name hydra image' },
  { name: 'Compose', text: 'services:\n  hydra:\n    ports:\n      - "9000:8000"' },
  { name: 'In words', text: 'tcp 8080 -> hydra:8000\nudp 5353 -> 30001:5353' },
  {
    name: 'iptables',
    text: 'iptables -t nat -A PREROUTING -p tcp --dport 9000 -j DNAT --to-destination 10.0.0.3:8000',
  },
  { name: 'socat', text: 'socat TCP-LISTEN:9000,fork TCP:10.0.0.3:8000' },
  { name: 'CSV with a header', text: 'protocol,public port,container,private port\ntcp,9000,hydra,8000' },
  {
    name: 'JSON, as the API has it',
    text: '[{"proto":"tcp","public_port":9000,"container":30001,"private_port":8000}]',
  },
  {
    name: 'curl',
    text: `curl -X POST .../portmappings/1.2.3.4 -d '{"container":30001,"proto":"tcp","public_port":9000,"private_port":8000}'`,
  },
];

/** Examples of all that is understood. */
export function PastedForms() {
  return (
    <details className="text-muted open:basis-full">
      <summary>What can be pasted</summary>
      <dl className="mt-2 grid gap-x-4 gap-y-3 sm:grid-cols-[auto_minmax(0,1fr)]">
        {FORMS.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>
              <pre className="font-mono text-small whitespace-pre-wrap wrap-anywhere text-text">{text}</pre>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3">
        The public port comes first. Containers go by uid or by name; lines that name none lead to the one chosen here.
        Empty lines and what follows <code>#</code> are skipped.
      </p>
    </details>
  );
}
