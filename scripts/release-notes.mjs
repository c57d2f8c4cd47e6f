// Prints the notes of a release on GitHub: the changelog's section, the digests, and how to check
// them.
//
//   node scripts/release-notes.mjs VERSION NAME@DIGEST INDEX.json
//
// INDEX.json is the index of the images, as the registry gives it. GITHUB_REPOSITORY names the
// repository whose workflow has built them.
import { readFileSync } from 'node:fs'
import { changesOf } from './changelog.mjs'

const [version = '', image = '', index = ''] = process.argv.slice(2)
const repository = process.env['GITHUB_REPOSITORY']
if (repository === undefined) throw new Error('GITHUB_REPOSITORY is not set')
// A release's page has no folder that a relative link could begin at.
const source = `https://github.com/${repository}/blob/v${version}`
const changes = changesOf(version).replace(/\]\((?!https?:|#)/g, `](${source}/`)

const [name, digest] = image.split('@')
const platforms = JSON.parse(readFileSync(index, 'utf8'))
  // The rest are buildx's own attestations.
  .manifests.filter(({ platform }) => platform.os !== 'unknown')
const [first] = platforms
if (first === undefined) throw new Error(`${index} names no image`)

const identity = `--certificate-oidc-issuer https://token.actions.githubusercontent.com \\
  --certificate-identity https://github.com/${repository}/.github/workflows/build-image.yml@refs/tags/v${version}`

console.log(`${changes}

## The image

\`docker pull ${name}:${version}\`, or, so that nobody can change what you get:

\`\`\`sh
docker pull ${image}
\`\`\`

| Platform | Digest |
| --- | --- |
| both | \`${digest}\` |
${platforms.map(({ platform, digest }) => `| ${platform.os}/${platform.architecture} | \`${digest}\` |`).join('\n')}

Its signature, its provenance, and the bill of materials of ${first.platform.os}/${first.platform.architecture}:

\`\`\`sh
cosign verify ${image} \\
  ${identity}
gh attestation verify oci://${image} --repo ${repository} \\
  --signer-workflow ${repository}/.github/workflows/build-image.yml
cosign verify-attestation --type spdxjson ${name}@${first.digest} \\
  ${identity}
\`\`\`

The bills of materials (SPDX and CycloneDX) are below, and attested to the images. [docs/release.md](${source}/docs/release.md) tells how to build the same image yourself.`)
