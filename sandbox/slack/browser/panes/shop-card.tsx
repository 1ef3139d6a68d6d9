import type { ShopPanel } from '../../client-api.ts';
import { usePage } from '../page-context.ts';

type Service = ShopPanel['services'][number];
type PreparedChange = ShopPanel['changes'][number];
type Database = NonNullable<ShopPanel['databases']>[number];

/** What really runs: each service by environment with version, health, requests and errors, the databases, and the changes one may push. */
export function ShopCard({ shop }: { readonly shop: ShopPanel }) {
  const environments = [...new Set(shop.services.map((service) => service.environment))];
  return (
    <section className="panel-card" aria-labelledby="shop-title" data-testid="shop">
      <h2 id="shop-title">
        Shop{' '}
        <a href={shop.url} target="_blank" rel="noopener noreferrer">
          Open it
        </a>
      </h2>
      {environments.map((environment) => (
        <ServiceTable
          key={environment}
          environment={environment}
          services={shop.services.filter((service) => service.environment === environment)}
        />
      ))}
      {shop.databases?.map((database) => (
        <DatabaseLine key={database.environment} database={database} />
      ))}
      {shop.changes.length > 0 && <h3>Push a change to main</h3>}
      <ul className="changes">
        {shop.changes.map((change) => (
          <ChangeLine key={change.id} change={change} />
        ))}
      </ul>
    </section>
  );
}

function ServiceTable({
  environment,
  services,
}: {
  readonly environment: string;
  readonly services: readonly Service[];
}) {
  return (
    <table className="services">
      <caption>{environment}</caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Runs</th>
          <th scope="col">Health</th>
          <th scope="col" className="align-right">
            Requests
          </th>
          <th scope="col" className="align-right">
            Errors
          </th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <ServiceRow key={service.name} service={service} />
        ))}
      </tbody>
    </table>
  );
}

function ServiceRow({ service }: { readonly service: Service }) {
  return (
    <tr data-service={service.name} data-environment={service.environment}>
      <th scope="row">{service.name}</th>
      <td>{service.version ?? 'nothing'}</td>
      <td>
        <span className={`health ${healthOf(service)}`}>{healthOf(service)}</span>
      </td>
      <td className="align-right">{service.requests.toLocaleString('en')}</td>
      <td className={service.errors > 0 ? 'align-right some' : 'align-right'}>{service.errors.toLocaleString('en')}</td>
    </tr>
  );
}

/** What migrations left of one database. Its tables fold out. */
function DatabaseLine({ database }: { readonly database: Database }) {
  const { environment, tables, applied, backups } = database;
  return (
    <details className="database" data-database={environment}>
      <summary>
        Database of {environment}: {applied.length} {applied.length === 1 ? 'migration' : 'migrations'}, {backups}{' '}
        {backups === 1 ? 'backup' : 'backups'}
      </summary>
      <ul>
        {tables.map(({ name, columns }) => (
          <li key={name}>
            <code>{name}</code> <span className="step-detail">{columns.join(', ')}</span>
          </li>
        ))}
      </ul>
      {applied.length > 0 && <p className="step-detail">Last run: {applied.at(-1)}</p>}
    </details>
  );
}

function healthOf(service: Service): 'healthy' | 'failing' | 'down' {
  if (service.version === null) return 'down';
  return service.healthy ? 'healthy' : 'failing';
}

function ChangeLine({ change }: { readonly change: PreparedChange }) {
  const { act } = usePage();
  return (
    <li data-change={change.id}>
      <div>
        <p className="step-title">{change.title}</p>
        <p className="step-detail">{change.description}</p>
      </div>
      {change.pushed ? (
        <span className="pushed">Pushed</span>
      ) : (
        <button
          type="button"
          className="button default small"
          aria-label={`Push: ${change.title}`}
          onClick={() => void act({ type: 'push_change', change: change.id })}
        >
          Push
        </button>
      )}
    </li>
  );
}
