# One image for amd64 and arm64: nothing in it is compiled for a machine but Node itself.
# `scripts/release-dry-run` builds it twice and compares. docs/release.md says where the digest of
# the base comes from; Renovate keeps it current.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim@sha256:235600a8101ab264e117b1768e925532262668dc9b581ef1dd7d96ced463b8e7 AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The build needs no install scripts and no optional binaries.
RUN npm ci --ignore-scripts --omit=optional --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json spec.json asconfig.json LICENSE ./
COPY schemas schemas
COPY assembly assembly
COPY src src
COPY scripts scripts
ARG SOURCE_DATE_EPOCH=0
RUN npm run build \
 && node scripts/release-files.mjs /airbyte \
 && node scripts/sbom.mjs /airbyte/sbom

FROM node:24-bookworm-slim@sha256:235600a8101ab264e117b1768e925532262668dc9b581ef1dd7d96ced463b8e7 AS root
COPY scripts/release-root /tmp/
RUN /tmp/release-root /image

FROM scratch
COPY --from=root /image/ /
COPY --from=build --chown=1000:1000 /airbyte/ /airbyte/
WORKDIR /airbyte
ENV PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin NODE_ENV=production TZ=UTC
# Kubernetes ignores ENTRYPOINT and starts what this variable says: both must be equal.
# The heap limit is explicit, because V8 looks at the machine and not at the container.
ENV AIRBYTE_ENTRYPOINT="node --max-old-space-size=512 /airbyte/dist/main.js"
ENTRYPOINT ["node", "--max-old-space-size=512", "/airbyte/dist/main.js"]
USER 1000
# Where the sources are, and which they are: the release says so. A build by hand says nothing.
ARG SOURCE=""
ARG REVISION=""
ARG CREATED=1970-01-01T00:00:00Z
LABEL io.airbyte.name="source-cleargrid" io.airbyte.version="0.2.0" \
      org.opencontainers.image.title="source-cleargrid" \
      org.opencontainers.image.description="Airbyte source for the ClearGrid Exports API" \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED"
