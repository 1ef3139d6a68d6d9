const project = {
  id: 15,
  name: 'Shop',
  web_url: 'http://gitlab.example/shop/shop',
  git_http_url: 'http://gitlab.example/shop/shop.git',
  namespace: 'Shop',
  path_with_namespace: 'shop/shop',
  default_branch: 'main',
};

/** A pipeline event in the shape GitLab documents (webhook events, "Pipeline events"). */
export function gitlabPipeline({ id = 31, status = 'success', path = 'shop/shop' } = {}): Record<string, unknown> {
  return {
    object_kind: 'pipeline',
    object_attributes: {
      id,
      iid: 3,
      ref: 'main',
      tag: false,
      sha: 'bcbb5ec396a2c0f828686f14fac9b80b780504f2',
      source: 'api',
      status,
      detailed_status: status,
      stages: ['deploy'],
      created_at: '2026-11-21 09:00:00 UTC',
      finished_at: '2026-11-21 09:01:00 UTC',
      duration: 60,
      variables: [{ key: 'VERSION', value: '1.5.0' }],
      url: `http://gitlab.example/${path}/-/pipelines/${id}`,
    },
    user: { id: 1, name: 'Mira Holm', username: 'mira' },
    project: { ...project, path_with_namespace: path },
    commit: { id: 'bcbb5ec396a2c0f828686f14fac9b80b780504f2', message: 'feat: pay with a saved card\n' },
    builds: [{ id: 380, stage: 'deploy', name: 'deploy', status, when: 'on_success', manual: false }],
  };
}

/** A push event in the shape GitLab documents (webhook events, "Push events"). */
export function gitlabPush(ref = 'refs/heads/main'): Record<string, unknown> {
  return {
    object_kind: 'push',
    event_name: 'push',
    before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
    after: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
    ref,
    ref_protected: true,
    checkout_sha: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
    user_id: 1,
    user_name: 'Mira Holm',
    project_id: 15,
    project,
    commits: [],
    total_commits_count: 0,
  };
}
